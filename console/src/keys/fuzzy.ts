/** How well typed letters fit words, and which of the words' letters they are. */
export interface Fit {
  score: number;
  at: readonly number[];
}

const START = 8;
const RUN = 5;
const LETTER = 1;
const GAP = 0.1;

/**
 * Fits when every typed letter stands in the words in the same order: "snz" fits "Snooze". Letters that begin a
 * word or follow the one before count more, so that "fa" finds "For approval" first. Null when it doesn't fit.
 */
export function fit(typed: string, words: string): Fit | null {
  const wanted = Array.from(plain(typed)).filter((letter) => letter !== " ");
  const letters = Array.from(plain(words));
  if (wanted.length === 0) return { score: 0, at: [] };
  // best[i]: the best fit so far of the letters typed that ends with the word's letter i.
  let best: (Fit | null)[] = letters.map(() => null);
  for (const [index, letter] of wanted.entries()) {
    const next: (Fit | null)[] = letters.map(() => null);
    let before: Fit | null = index === 0 ? { score: 0, at: [] } : null;
    for (const [place, other] of letters.entries()) {
      if (letter === other) {
        const run = best[place - 1];
        const start = place === 0 || /[^\p{L}\p{N}]/u.test(letters[place - 1] ?? "");
        const worth = LETTER + (start ? START : 0);
        const far = before && { score: before.score + worth - GAP * Math.min(place, 20), at: before.at };
        const near = run ? { score: run.score + worth + RUN, at: run.at } : null;
        const better = near && (!far || near.score >= far.score) ? near : far;
        if (better) next[place] = { score: better.score, at: [...better.at, place] };
      }
      const here = best[place];
      if (here && (!before || here.score > before.score)) before = here;
    }
    best = next;
  }
  return best.reduce<Fit | null>((top, one) => (one && (!top || one.score > top.score) ? one : top), null);
}

/** Small letters without their accents, one for one. */
function plain(words: string): string {
  return Array.from(words)
    .map((letter) => letter.normalize("NFD").charAt(0).toLowerCase())
    .join("");
}

/** Those that fit, the best first; as they were given where nothing is typed or two fit as well. */
export function fitting<Item>(
  typed: string,
  items: readonly Item[],
  wordsOf: (item: Item) => string,
): { item: Item; fit: Fit }[] {
  return items
    .flatMap((item) => {
      const found = fit(typed, wordsOf(item));
      return found ? [{ item, fit: found }] : [];
    })
    .sort((a, b) => b.fit.score - a.fit.score);
}
