import type { Change } from "../api/types";
import { notify } from "../decisions/notices";
import { t } from "../texts";
import { announce } from "./announce";

const told = new Set<number>();

/** Tell a person what is meant for them. After a break the desk sends again what it sent before: each is told once. */
export function tellMe(changes: readonly Change[], me: string): void {
  for (const { id, kind, comment, to } of changes) {
    if (!to?.includes(me) || told.has(id)) continue;
    told.add(id);
    // With turns taken this is every other comment: no notice to put away.
    if (kind === "assigned") announce(t.together.told.assigned);
    if (kind !== "noted" && kind !== "woken" && kind !== "reminded") continue;
    const [title, text] = t.together.told[kind];
    notify({ title, text, comment, again: null });
  }
}
