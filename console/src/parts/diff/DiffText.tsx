import { useMemo, useState } from "react";

import { Button } from "../Button";
import { t } from "../../texts";
import { folded, type Piece, piecesOf } from "./pieces";
import "./diff.css";

interface DiffTextProps {
  before: string;
  after: string;
  /** The texts', where it is not the interface's language. */
  lang?: string;
}

/** Two texts in one: what was taken away struck through, what was added underlined. */
export default function DiffText({ before, after, lang }: DiffTextProps) {
  const [whole, setWhole] = useState(false);
  const all = useMemo(() => piecesOf(before, after), [before, after]);
  const short = useMemo(() => folded(all), [all]);
  const folds = short.some((piece) => piece.kind === "folded");
  return (
    <div className="diff">
      <div className="diff-text">
        {(whole ? all : short).map((piece, index) => (
          <Shown key={index} piece={piece} lang={lang} />
        ))}
      </div>
      {folds && (
        <Button look="quiet" onPress={() => setWhole(!whole)}>
          {whole ? t.revisions.changes : t.revisions.whole}
        </Button>
      )}
    </div>
  );
}

function Shown({ piece, lang }: { piece: Piece; lang: string | undefined }) {
  switch (piece.kind) {
    case "added":
      return (
        <ins>
          <span className="visually-hidden">{t.revisions.added} </span>
          <span lang={lang}>{piece.text}</span>
        </ins>
      );
    case "removed":
      return (
        <del>
          <span className="visually-hidden">{t.revisions.removed} </span>
          <span lang={lang}>{piece.text}</span>
        </del>
      );
    case "folded":
      return <span className="diff-folded">{t.revisions.unchanged}</span>;
    case "same":
      return <span lang={lang}>{piece.text}</span>;
  }
}
