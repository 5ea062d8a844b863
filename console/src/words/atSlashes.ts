const LINK = /https?:\/\/\S+/gi;

/** The text cut after the slashes inside its links: where a line may end. Put together again it is the text. */
export function atSlashes(text: string): string[] {
  const cuts: number[] = [];
  for (const link of text.matchAll(LINK)) {
    // Not inside "://", and not before the last character of the link.
    const begin = link.index + link[0].indexOf("://") + 2;
    for (let at = begin; at < link.index + link[0].length - 1; at += 1) {
      if (text[at] === "/") cuts.push(at + 1);
    }
  }
  return [0, ...cuts].map((start, index) => text.slice(start, cuts[index]));
}
