import type { Evidence } from "../api/types";

const MOST_UNUSED = 2;

export interface Numbered {
  passage: Evidence;
  /** As the sentences cite it. */
  number: number;
  isUsed: boolean;
}

/** What the reply rests on is always in sight; of what it doesn't, little, and nothing under a reply that states nothing. */
export function sorted(
  evidence: readonly Evidence[],
  used: ReadonlySet<string | null>,
  draftKind: string | null,
): { shown: Numbered[]; folded: Numbered[] } {
  const most = draftKind === "thanks" || draftKind === "none" ? 0 : MOST_UNUSED;
  const shown: Numbered[] = [];
  const folded: Numbered[] = [];
  let unused = 0;
  evidence.forEach((passage, index) => {
    const isUsed = used.has(passage.id);
    if (!isUsed) unused += 1;
    (isUsed || unused <= most ? shown : folded).push({ passage, number: index + 1, isUsed });
  });
  return { shown, folded };
}
