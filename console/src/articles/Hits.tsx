import type { ArticleHit } from "../api/types";
import { t } from "../texts";
import { ARTICLE_LANG } from "../words/tongue";

/** Where the words stand that were looked for. */
export function Hits({ hits }: { hits: readonly ArticleHit[] }) {
  return hits.map((hit, index) => (
    <span key={index} className="hit">
      <span className="hit-where">
        {hit.where === "text" && hit.heading
          ? t.articles.hits.under(hit.heading)
          : t.articles.hits[hit.where]}
      </span>{" "}
      <span lang={ARTICLE_LANG}>
        <Pieces pieces={hit.pieces} />
      </span>
    </span>
  ));
}

export function Pieces({ pieces }: { pieces: ArticleHit["pieces"] }) {
  return pieces.map((piece, index) =>
    piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  );
}
