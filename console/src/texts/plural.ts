const digits = new Intl.NumberFormat("en-GB");

/** "1 comment", "12,000 comments". */
export const plural = (count: number, one: string, many: string): string =>
  `${digits.format(count)} ${count === 1 ? one : many}`;
