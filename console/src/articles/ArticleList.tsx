import { useMemo } from "react";
import { Link, useLocation } from "react-router";

import type { ArticleItem, NearPassage } from "../api/types";
import { LOCALE } from "../app/language";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { ARTICLE_LANG } from "../words/tongue";
import { unsaved } from "./edit/unsaved";
import { Hits, Pieces } from "./Hits";
import { Validity } from "./Validity";

interface RowProps {
  article: ArticleItem;
  open: string | undefined;
}

/** By topic, as a help centre is laid out. */
export function ArticlesByTopic({
  articles,
  open,
}: {
  articles: readonly ArticleItem[];
  open: string | undefined;
}) {
  const topics = useMemo(() => {
    const grouped = new Map<string, ArticleItem[]>();
    for (const article of articles) {
      const topic = article.topic ?? t.articles.other;
      grouped.set(topic, [...(grouped.get(topic) ?? []), article]);
    }
    return [...grouped].sort(([a], [b]) => a.localeCompare(b, LOCALE));
  }, [articles]);
  return topics.map(([topic, members]) => (
    <section key={topic} aria-label={topic}>
      <h2 lang={topic === t.articles.other ? undefined : ARTICLE_LANG}>{topic}</h2>
      <ul>
        {members.map((article) => (
          <ArticleRow key={article.id} article={article} open={open} />
        ))}
      </ul>
    </section>
  ));
}

/** Those that fit best first, each with what matched. */
export function ArticlesFound({
  articles,
  open,
}: {
  articles: readonly ArticleItem[];
  open: string | undefined;
}) {
  return (
    <ul className="found">
      {articles.map((article) => (
        <ArticleRow key={article.id} article={article} open={open} />
      ))}
    </ul>
  );
}

function ArticleRow({ article, open }: RowProps) {
  const { search } = useLocation();
  const kept = useStore(unsaved);
  const inTitle = article.hits.find((hit) => hit.where === "title");
  const elsewhere = article.hits.filter((hit) => hit !== inTitle);
  return (
    <li>
      <Link
        className="article-row"
        to={{ pathname: `/articles/${encodeURIComponent(article.id)}`, search }}
        aria-current={article.id === open ? "true" : undefined}
      >
        <span lang={ARTICLE_LANG}>{inTitle ? <Pieces pieces={inTitle.pieces} /> : article.title}</span>
        <Validity article={article} />
        {kept.has(article.id) && <span className="tag tag-bare">{t.articles.unsavedMark}</span>}
        <Hits hits={elsewhere} />
      </Link>
    </li>
  );
}

/** What a draft for a comment in these words would be written from. */
export function NearestInMeaning({ near }: { near: readonly NearPassage[] }) {
  const { search } = useLocation();
  if (near.length === 0) return null;
  return (
    <section aria-labelledby="near-title" className="near">
      <h2 id="near-title">{t.articles.near}</h2>
      <p className="quiet">{t.articles.nearText}</p>
      <ul>
        {near.map((passage) => (
          <li key={passage.article_id}>
            <Link
              className="article-row"
              to={{ pathname: `/articles/${encodeURIComponent(passage.article_id)}`, search }}
            >
              <span lang={ARTICLE_LANG}>{passage.title}</span>
              <span className="hit" lang={ARTICLE_LANG}>
                {passage.heading && <span className="hit-where">{passage.heading}: </span>}
                {passage.text}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
