/** Empty: where the web page's lines end. */
export type Side = "" | "right" | "left";

/** How the chat looks on a site. Empty: as it comes. */
export interface Look {
  language: string;
  side: Side;
  colour: string;
}

export const PLAIN: Look = { language: "", side: "", colour: "" };
export const OWN_COLOUR = "#1b6b58";

/** The chat's languages, each in its own words. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  nl: "Nederlands",
  ar: "العربية",
};

/** The chat stands where the lines of its surroundings end; what is in it has a direction of its own. */
const DIRECTION = { right: "ltr", left: "rtl" } as const;

/** A script tag or an element, with what differs from how it comes. */
export function dressed(snippet: string, look: Look): string {
  const wishes: [string, string][] = [];
  if (look.language) wishes.push(["lang", look.language]);
  if (look.side) wishes.push(["dir", DIRECTION[look.side]]);
  const as = (before: string): string =>
    wishes.map(([name, value]) => ` ${before}${name}="${value}"`).join("");
  return snippet.includes("</sharewell-chat>")
    ? snippet.replace("></sharewell-chat>", `${as("")}></sharewell-chat>`)
    : snippet.replace(" async></script>", `${as("data-")} async></script>`);
}

/** The rule for the site's style sheet; null where the chat keeps its colour. */
export function ruleOf({ colour }: Look): string | null {
  if (!colour) return null;
  return `sharewell-chat {\n  --sharewell-accent: ${colour};\n  --sharewell-on-accent: ${wordsOn(colour)};\n}`;
}

/** Black or white, whichever is easier to read on this colour (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function wordsOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

/** Where the desk shows the chat that looks like this. */
export function previewPath(page: string, look: Look, ownLanguage: string): string {
  const wishes = new URLSearchParams({ page, lang: look.language || ownLanguage });
  if (look.side) wishes.set("side", look.side);
  if (look.colour) {
    wishes.set("accent", look.colour);
    wishes.set("on-accent", wordsOn(look.colour));
  }
  return `/widget/preview?${wishes.toString()}`;
}

/** What a site's Content Security Policy has to allow. */
export function policyFor(desk: string): string {
  return ["script-src", "connect-src", "img-src"].map((directive) => `${directive} ${desk}`).join("; ");
}
