import type { ReactNode } from "react";

import { pieces, type Span } from "../words/spans";

interface MarkedTextProps<Found extends Span> {
  text: string;
  spans: readonly Found[];
  mark: (words: string, covered: Found[]) => ReactNode;
}

/** A text with some of its words marked. */
export function MarkedText<Found extends Span>({ text, spans, mark }: MarkedTextProps<Found>) {
  return pieces(text, spans).map((piece) => (
    <span key={piece.start}>{piece.covered.length > 0 ? mark(piece.text, piece.covered) : piece.text}</span>
  ));
}
