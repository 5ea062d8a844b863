import { LOCALE } from "../app/language";

const three = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** "0.873": as exact as models are compared. */
export const inThousandths = (figure: number): string => three.format(figure);

const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });

/** "25 Nov": the reader's own day of a moment. */
export const dayOf = (at: string): string => shortDay.format(Date.parse(at));
