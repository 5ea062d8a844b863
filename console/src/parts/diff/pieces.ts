import { diffLines, diffWordsWithSpace } from "diff";

/** A part of two texts side by side. */
export interface Piece {
  kind: "same" | "added" | "removed" | "folded";
  text: string;
}

const PATIENCE_MS = 400;
const AROUND = 160;

/** What differs, word by word; line by line where two long texts have little in common. */
export function piecesOf(before: string, after: string): Piece[] {
  const changes = diffWordsWithSpace(before, after, { timeout: PATIENCE_MS }) ?? diffLines(before, after);
  return changes.map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

/** The same with long stretches that don't differ folded, all but the words around a change. */
export function folded(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece, index) => {
    if (piece.kind !== "same" || piece.text.length <= 3 * AROUND) return [piece];
    const head = index === 0 ? "" : upToBlank(piece.text.slice(0, AROUND));
    const tail = index === pieces.length - 1 ? "" : fromBlank(piece.text.slice(-AROUND));
    const middle = piece.text.slice(head.length, piece.text.length - tail.length);
    const kept: Piece[] = [
      { kind: "same", text: head },
      { kind: "folded", text: middle },
      { kind: "same", text: tail },
    ];
    return kept.filter(({ text }) => text !== "");
  });
}

function upToBlank(text: string): string {
  const at = text.search(/\s\S*$/);
  return at > 0 ? text.slice(0, at) : text;
}

function fromBlank(text: string): string {
  const at = text.search(/\s/);
  return at >= 0 ? text.slice(at) : text;
}
