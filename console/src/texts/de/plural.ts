const digits = new Intl.NumberFormat("de-DE");
const rules = new Intl.PluralRules("de-DE");

/** "1 Kommentar", "12.000 Kommentare". Nothing here may come from outside this folder: see ../index.ts. */
export const plural = (count: number, one: string, many: string): string =>
  `${digits.format(count)} ${pick(count, one, many)}`;

/** The same words without the number. */
export const pick = (count: number, one: string, many: string): string =>
  rules.select(count) === "one" ? one : many;

export const inDigits = (count: number): string => digits.format(count);
