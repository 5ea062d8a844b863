import type { components } from "../api/schema";
import type { HistoryEvent } from "../api/types";

export type What = components["schemas"]["Moderate"]["what"];

const ANSWERED = new Set(["held_back", "answered_elsewhere"]);

/** What a colleague last answered on the platform itself; null: nothing that is known here. */
export const lastAnswered = (events: readonly HistoryEvent[]): HistoryEvent | null =>
  events.findLast((event) => ANSWERED.has(event.kind)) ?? null;

/** What was last done to a comment on its platform from here; null: nothing, as far as is known. */
export function lastModerated(events: readonly HistoryEvent[]): What | null {
  const last = events.findLast((event) => event.kind === "moderated");
  const data: Record<string, unknown> = last?.data ?? {};
  return data["unsure"] ? null : ((data["what"] as What | undefined) ?? null);
}
