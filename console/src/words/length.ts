import type { Limit } from "../api/types";

const LATIN = "a-z0-9\\u00c0-\\u024f\\u1e00-\\u1eff";
const CYRILLIC = "\\u0400-\\u04ff";
const TOP = `\\.(?:[a-z]{2,24}|[${CYRILLIC}]{2,24}(?![${CYRILLIC}]))(?![a-z0-9@+\\-])`;
const IN_PATH = `[${LATIN}${CYRILLIC}!*';:=+,.$/%#\\[\\]\\u2013_~@|&\\-]`;
const IN_BRACKETS = `\\(${IN_PATH}+\\)`;
const PATH = `/(?:(?:${IN_PATH}|${IN_BRACKETS})*(?:[${LATIN}${CYRILLIC}=_#/+\\-]|${IN_BRACKETS}))?`;
const QUERY = "\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]_.,~|\\-]*[a-z0-9_&=#/\\-]";
const LABEL = "[\\p{L}\\p{N}_\\-]{1,63}";
const LINK = new RegExp(
  `https?://${LABEL}(?:\\.${LABEL})*${TOP}(?::\\d{1,5})?(?:${PATH})?(?:${QUERY})?` +
    `|(?<![${LATIN}@$#/\\-])(?<![${LATIN}\\-]\\.)[${LATIN}\\-]{1,63}(?:\\.[${LATIN}\\-]{1,63})*${TOP}` +
    `(?:(?::\\d{1,5})?${PATH}(?:${QUERY})?)?`,
  "giu",
);
const EMOJI =
  /\p{RI}\p{RI}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod}|\u200d\p{Extended_Pictographic})*/gu;
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
/** A link ends before punctuation, but may hold brackets in pairs. */
const WEB_LINK = /https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:[^\s<>"().,:;!?'\]]|\([^\s<>"()]*\))/giu;
const MENTION = /(?<![=/\p{L}\p{N}_])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@[a-z0-9_.-]*[a-z0-9_])?/giu;
const LINK_WEIGHT = 23;
const EMOJI_WEIGHT = 2;

/**
 * How long the channel counts a text, at once while typing; the desk counts again when the reply is approved.
 * X's weights: https://docs.x.com/fundamentals/counting-characters. Mastodon counts a link 23, and of a mention only the
 * name before the server's: https://docs.joinmastodon.org/user/posting
 */
export function lengthOf(text: string, counting: Limit["counting"]): number {
  if (counting === "characters") return Array.from(text).length;
  if (counting === "graphemes") return graphemes(text);
  if (counting === "mastodon")
    return graphemes(text.replace(WEB_LINK, "x".repeat(LINK_WEIGHT)).replace(MENTION, "@$1"));
  return weighted(text);
}

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character; older browsers can't tell, so nothing is made before it is needed. */
function graphemes(text: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text)).length;
}

function weighted(text: string): number {
  let length = 0;
  const rest = text
    .normalize("NFC")
    .replace(LINK, () => {
      length += LINK_WEIGHT;
      return "";
    })
    .replace(EMOJI, () => {
      length += EMOJI_WEIGHT;
      return "";
    });
  for (const character of rest) {
    const point = character.codePointAt(0) ?? 0;
    length += LIGHT.some(([low, high]) => point >= low && point <= high) ? 1 : 2;
  }
  return length;
}
