import { LOCALE } from "../app/language";

const three = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

/** "0.873": as exact as models are compared. */
export const inThousandths = (figure: number): string => three.format(figure);
