/** A catalogue's shape with any words in it: what another language has to fill in, to the last key and argument. */
export type Widened<Words> = Words extends string
  ? string
  : Words extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { [Key in keyof Words]: Widened<Words[Key]> };
