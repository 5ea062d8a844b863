import type { Page } from "../../api/types";
import type { BulkAction, QueueItem } from "../contract";

const WAITS: readonly string[] = ["received", "drafting", "waiting"];

/** What an action would do to those selected, before anybody says yes. */
export interface Plan {
  /** Those it is asked for. */
  going: QueueItem[];
  /** Left because their draft needs a person's eye. */
  look: number;
  /** Left because they are decided already. */
  decided: number;
  /** Of those going: how many a colleague has approved before, where a page demands two. */
  second: number;
  /** The shortest and the longest undo window among those going, in seconds. */
  window: readonly [number, number];
}

export function planOf(action: BulkAction, picked: readonly QueueItem[], pages: readonly Page[]): Plan {
  const waiting = picked.filter((item) => WAITS.includes(item.state));
  const decided = picked.length - waiting.length;
  // Whose comment it was, and what it was, can be put right afterwards too.
  if (action === "assign" || action === "label") {
    return { going: [...picked], look: 0, decided: 0, second: 0, window: [0, 0] };
  }
  if (action !== "approve") return { going: waiting, look: 0, decided, second: 0, window: [0, 0] };
  const going = waiting.filter((item) => item.safe && item.state === "waiting");
  const windows = going.map((item) => pages.find((page) => page.id === item.page_id)?.undo_seconds ?? 0);
  return {
    going,
    look: waiting.length - going.length,
    decided,
    second: going.filter((item) => item.needs_second).length,
    window: going.length > 0 ? [Math.min(...windows), Math.max(...windows)] : [0, 0],
  };
}
