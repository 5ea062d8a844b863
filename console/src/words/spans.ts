/** A part of a text, counted in UTF-16 units as the browser counts. */
export interface Span {
  start: number;
  end: number;
}

/** The desk counts code points, the browser UTF-16 units: an emoji is one there and two here. */
export function fromCodePoints<Found extends Span>(text: string, spans: readonly Found[]): Found[] {
  // Without a surrogate pair both count the same.
  if (!/[\ud800-\udbff]/.test(text)) return [...spans];
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  const at = (point: number): number => units[point] ?? unit;
  return spans.map((span) => ({ ...span, start: at(span.start), end: at(span.end) }));
}

/**
 * Spans of a text that has since been edited in one place: those before it stay, those after it move,
 * those it touched are dropped until the text is checked again.
 */
export function carryOver<Found extends Span>(
  before: string,
  after: string,
  spans: readonly Found[],
): Found[] {
  if (before === after) return [...spans];
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < most - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const moved = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= same) return [span];
    if (span.start >= before.length - tail)
      return [{ ...span, start: span.start + moved, end: span.end + moved }];
    return [];
  });
}

/** A piece of a text with the spans that cover it. */
export interface Piece<Found> {
  text: string;
  start: number;
  covered: Found[];
}

/** The text cut at the edges of its spans, for marking them; spans may overlap. */
export function pieces<Found extends Span>(text: string, spans: readonly Found[]): Piece<Found>[] {
  const edges = new Set([0, text.length]);
  for (const span of spans) {
    edges.add(Math.max(0, Math.min(span.start, text.length)));
    edges.add(Math.max(0, Math.min(span.end, text.length)));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length;
    return {
      text: text.slice(start, end),
      start,
      covered: spans.filter((span) => span.start <= start && span.end >= end),
    };
  });
}
