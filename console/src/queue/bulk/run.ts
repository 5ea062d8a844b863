import type { QueryClient } from "@tanstack/react-query";

import { messageOf } from "../../api/errors";
import { place } from "../../decisions/decisions";
import { hidden } from "../../decisions/hidden";
import { announce } from "../../live/announce";
import { createStore } from "../../parts/store";
import { t } from "../../texts";
import { toldWords } from "../../words/said";
import type { Bulk, BulkAction, BulkResult, Person, QueueItem } from "../contract";
import { order } from "../order";
import { refreshAround } from "../refresh";
import { decideMany, undoMany } from "../requests";
import { pickNone } from "../selection";
import { changed, type QueueData, without } from "../splice";

/** So that a person sees it go on, and one slow request holds up little. */
const AT_ONCE = 50;
const STAYS_MS = 10_000;

export interface Refusal {
  id: string;
  author: string;
  message: string;
}

export interface Run {
  action: BulkAction;
  stage: "running" | "open" | "undoing" | "over";
  total: number;
  done: readonly string[];
  refused: readonly Refusal[];
  /** Once undo was pressed: what could not be taken back, and how many could. */
  notUndone: readonly Refusal[];
  undone: number;
  since: number;
  /** Who wrote each, for the words about it. */
  authors: ReadonlyMap<string, string>;
  /** Until when undo is offered, by this machine's clock (ms). */
  until: number;
}

/** The last thing done to many; one at a time. */
export const run = createStore<Run | null>(null);

export interface Order {
  bulk: Omit<Bulk, "items">;
  items: readonly QueueItem[];
  /** The shortest undo window, in seconds; 0 where an approval can't be undone. */
  window: number;
  person: Person | null;
}

/** Ask for it in portions; rows that leave the queue are gone at once and come back where the desk refuses. */
export async function carryOut(queries: QueryClient, { bulk, items, window, person }: Order): Promise<void> {
  const { action } = bulk;
  const names = new Map(items.map((item) => [item.id, item.author ?? t.someone]));
  const leaves = action === "approve" || action === "dismiss" || action === "snooze";
  let until = Infinity;
  const now: Run = {
    action,
    stage: "running",
    total: items.length,
    done: [],
    refused: [],
    notUndone: [],
    undone: 0,
    since: Date.now(),
    authors: names,
    until: 0,
  };
  run.set(now);
  pickNone();
  if (leaves) leave(items.map((item) => item.id));
  const done: string[] = [];
  const refused: Refusal[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const portion = items.slice(start, start + AT_ONCE).map(({ id, version }) => ({ id, version }));
    try {
      const result = await decideMany({ ...bulk, items: portion });
      done.push(...result.done);
      refused.push(...result.refused.map((one) => refusal(one, names.get(one.id) ?? t.someone)));
      until = Math.min(until, Date.now() + (action === "approve" ? window * 1000 : STAYS_MS));
    } catch (error) {
      // The desk may have done these: what the queue says after it is read again is true.
      const rest = items.slice(start);
      const message = messageOf(error);
      refused.push(...rest.map(({ id }) => ({ id, message, author: names.get(id) ?? t.someone })));
      break;
    } finally {
      run.set({ ...now, done: [...done], refused: [...refused] });
    }
  }
  settle(queries, bulk, done, person);
  show(items.map((item) => item.id));
  const ids = new Set([...done, ...refused.map((one) => one.id)]);
  void reread(queries, ids);
  // Read them in their own time; what was refused stays until it is put away.
  if (action !== "approve") until = Date.now() + STAYS_MS;
  const stage = done.length > 0 && until > Date.now() ? "open" : "over";
  run.set({ ...now, stage, done, refused, until: Number.isFinite(until) ? until : 0 });
  const words = [t.bulk.done[action](done.length)];
  if (refused.length > 0) words.push(t.bulk.refused(refused.length).replace(":", ""));
  announce(`${words.join(". ")}.`);
}

/** One undo for all of them. */
export async function takeBack(queries: QueryClient): Promise<void> {
  const now = run.get();
  if (now?.stage !== "open") return;
  run.set({ ...now, stage: "undoing" });
  const undone: string[] = [];
  const notUndone: Refusal[] = [];
  const author = (id: string): string => now.authors.get(id) ?? t.someone;
  for (let start = 0; start < now.done.length; start += AT_ONCE) {
    const portion = now.done.slice(start, start + AT_ONCE).map((id) => ({ id }));
    try {
      const result = await undoMany({ action: now.action, items: portion });
      undone.push(...result.done);
      notUndone.push(...result.refused.map((one) => refusal(one, author(one.id))));
    } catch (error) {
      const message = messageOf(error);
      notUndone.push(...now.done.slice(start).map((id) => ({ id, message, author: author(id) })));
      break;
    }
  }
  run.set({ ...now, stage: "over", notUndone, undone: undone.length });
  announce(t.bulk.undone(undone.length));
  await reread(queries, new Set(now.done));
}

export function putAwayRun(): void {
  if (run.get()?.stage !== "running") run.set(null);
}

const refusal = (one: BulkResult["refused"][number], author: string): Refusal => ({
  id: one.id,
  author,
  message: toldWords(one, "message", one.message),
});

/** Where the comment that is open leaves the queue too, the next that stays comes up. */
function leave(ids: readonly string[]): void {
  const going = new Set(ids);
  const rows = order.get();
  const open = window.location.pathname.split("/comment/")[1];
  if (open && going.has(open)) {
    const at = rows.findIndex((item) => item.id === open);
    const stays = (item: QueueItem): boolean => !going.has(item.id);
    const next = rows.slice(at + 1).find(stays) ?? rows.slice(0, Math.max(0, at)).findLast(stays);
    place.get().open(next?.id ?? null);
  }
  hidden.set((before) => new Set([...before, ...ids]));
}

function show(ids: readonly string[]): void {
  const back = new Set(ids);
  hidden.set((before) => new Set([...before].filter((id) => !back.has(id))));
}

/** Take what was done over into the lists that are loaded, before the desk's events arrive. */
function settle(
  queries: QueryClient,
  bulk: Omit<Bulk, "items">,
  done: readonly string[],
  person: Person | null,
): void {
  const ids = new Set(done);
  const { action, intent } = bulk;
  for (const query of queries.getQueryCache().findAll({ queryKey: ["queue"] })) {
    const { view } = query.queryKey[1] as { view: string };
    queries.setQueryData<QueueData>(query.queryKey, (data) => {
      if (!data) return data;
      if (action === "assign") return changed(data, ids, (item) => ({ ...item, assignee: person }));
      if (action === "label" && intent) return changed(data, ids, (item) => ({ ...item, intent }));
      const left = view === "waiting" || (view === "snoozed" && action !== "snooze");
      return left ? without(data, ...done) : data;
    });
  }
}

async function reread(queries: QueryClient, ids: ReadonlySet<string>): Promise<void> {
  ids.forEach((id) => void queries.invalidateQueries({ queryKey: ["conversation", id] }));
  void queries.invalidateQueries({ queryKey: ["me"] });
  await refreshAround(queries, ids);
}
