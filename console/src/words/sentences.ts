import type { Sentence } from "../api/types";

/** A sentence of the reply as it stands in the editor. */
export interface Placed {
  text: string;
  start: number;
  end: number;
  role: string;
  evidence: string | null;
  /** Typed by the person, not by the desk. */
  own: boolean;
  /** Says something that nothing here supports. */
  bare: boolean;
}

/** Roles that state something, and so need evidence; greetings, thanks and apologies don't. */
const STATING = new Set(["answer", "step", "source", "learned"]);
const HAS_WORDS = /[\p{L}\p{N}]/u;
const segmenter = new Intl.Segmenter("en-GB", { granularity: "sentence" });

/** The draft's sentences where they still stand in the text, and what the person wrote between them. */
export function placed(text: string, sentences: readonly Sentence[]): Placed[] {
  const found: Placed[] = [];
  let from = 0;
  for (const sentence of sentences) {
    const words = sentence.text.trim();
    const start = words ? text.indexOf(words, from) : -1;
    if (start < 0) continue;
    found.push(...own(text, from, start));
    const end = start + words.length;
    const bare = STATING.has(sentence.role) && !sentence.evidence;
    found.push({
      text: words,
      start,
      end,
      role: sentence.role,
      evidence: sentence.evidence,
      own: false,
      bare,
    });
    from = end;
  }
  found.push(...own(text, from, text.length));
  return found;
}

function own(text: string, from: number, to: number): Placed[] {
  const found: Placed[] = [];
  for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
    if (!HAS_WORDS.test(segment)) continue;
    const words = segment.trim();
    const start = from + index + segment.indexOf(words);
    found.push({
      text: words,
      start,
      end: start + words.length,
      role: "own",
      evidence: null,
      own: true,
      bare: true,
    });
  }
  return found;
}
