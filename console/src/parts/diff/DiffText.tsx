import { useMemo, useState } from "react";

import { Button } from "../Button";
import { t } from "../../texts";
import { folded, type Piece, piecesOf } from "./pieces";
import "./diff.css";

interface DiffTextProps {
  before: string;
  after: string;
}

/** Two texts in one: what was taken away struck through, what was added underlined. */
export default function DiffText({ before, after }: DiffTextProps) {
  const [whole, setWhole] = useState(false);
  const all = useMemo(() => piecesOf(before, after), [before, after]);
  const short = useMemo(() => folded(all), [all]);
  const folds = short.some((piece) => piece.kind === "folded");
  return (
    <div className="diff">
      <div className="diff-text">
        {(whole ? all : short).map((piece, index) => (
          <Shown key={index} piece={piece} />
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

function Shown({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "added":
      return (
        <ins>
          <span className="visually-hidden">{t.revisions.added} </span>
          {piece.text}
        </ins>
      );
    case "removed":
      return (
        <del>
          <span className="visually-hidden">{t.revisions.removed} </span>
          {piece.text}
        </del>
      );
    case "folded":
      return <span className="diff-folded">{t.revisions.unchanged}</span>;
    case "same":
      return <span>{piece.text}</span>;
  }
}
