import { differing, type FieldName, type Fields } from "./fields";

/** Two people's changes to one article, put together. */
export interface Merge {
  /** Everything that only one of them changed; where both did, mine. */
  fields: Fields;
  /** What they changed. */
  theirs: FieldName[];
  /** What both changed, each to something else: a person has to choose. */
  clashes: FieldName[];
}

export function merge(base: Fields, mine: Fields, theirs: Fields): Merge {
  const byThem = differing(base, theirs);
  const byMe = new Set(differing(base, mine));
  const apart = new Set(differing(mine, theirs));
  const clashes = byThem.filter((name) => byMe.has(name) && apart.has(name));
  const taken = byThem.filter((name) => !clashes.includes(name));
  return { fields: { ...take(mine, theirs, taken), others: theirs.others }, theirs: byThem, clashes };
}

/** `fields` with some of them as they are in `from`. */
export function take(fields: Fields, from: Fields, names: readonly FieldName[]): Fields {
  return { ...fields, ...Object.fromEntries(names.map((name) => [name, from[name]])) };
}
