import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";

import { queueKey } from "../../api/queries";
import { place } from "../../decisions/decisions";
import { hidden } from "../../decisions/hidden";
import type { BulkAction, QueueItem } from "../contract";
import { EVERYTHING } from "../filters";
import { order } from "../order";
import { row } from "../rows.testing";
import type { QueueData } from "../splice";
import { carryOut, putAwayRun, run, takeBack } from "./run";

interface Asked {
  path: string;
  body: { action: BulkAction; items: { id: string; version?: number }[] };
}

/** A desk that does all it is asked but the comments named; `silent` after so many answers. */
function desk(refuses: Record<string, string> = {}, silent = Infinity) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (!path.includes("/bulk")) return Response.json({ items: [], next_cursor: null, total: 0 });
    if (asked.length >= silent) throw new TypeError("no network");
    const body = (await request.json()) as Asked["body"];
    asked.push({ path, body });
    const ids = body.items.map((item) => item.id);
    return Response.json({
      done: ids.filter((id) => !(id in refuses)),
      refused: ids.flatMap((id) => (refuses[id] ? [{ id, message: refuses[id] }] : [])),
    });
  });
  return asked;
}

const ids = (count: number): QueueItem[] => Array.from({ length: count }, (_, index) => row(`c${index}`));
let queries: QueryClient;

function load(items: QueueItem[]): void {
  order.set(items);
  queries.setQueryData<QueueData>(queueKey(EVERYTHING), {
    pages: [{ items, next_cursor: null, total: items.length }],
    pageParams: [null],
  });
}

const loaded = (): string[] =>
  queries
    .getQueryData<QueueData>(queueKey(EVERYTHING))
    ?.pages.flatMap((page) => page.items.map((item) => item.id)) ?? [];

beforeEach(() => {
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  hidden.set(new Set());
  run.set(null);
  window.history.replaceState(null, "", "/");
});

test("many are asked for in portions, and what was done is out of the queue", async () => {
  const asked = desk();
  const items = ids(120);
  load(items);
  await carryOut(queries, { bulk: { action: "approve" }, items, window: 10, person: null });
  expect(asked.map((one) => one.body.items.length)).toEqual([50, 50, 20]);
  expect(asked[0]?.body.items[0]).toEqual({ id: "c0", version: 1 });
  expect(run.get()).toMatchObject({ stage: "open", total: 120 });
  expect(loaded()).toEqual([]);
});

test("rows are gone before the desk has answered, and those it refuses are back", async () => {
  desk({ c1: "A colleague decided first." });
  const items = ids(3);
  load(items);
  const carried = carryOut(queries, {
    bulk: { action: "dismiss", reason: "spam" },
    items,
    window: 0,
    person: null,
  });
  expect(hidden.get().size).toBe(3);
  await carried;
  expect(hidden.get().size).toBe(0);
  expect(loaded()).toEqual(["c1"]);
  expect(run.get()?.refused).toEqual([
    { id: "c1", author: "Author c1", message: "A colleague decided first." },
  ]);
});

test("when the connection breaks, what was done stays done and the rest is told", async () => {
  desk({}, 1);
  const items = ids(60);
  load(items);
  await carryOut(queries, { bulk: { action: "snooze", until: "x" }, items, window: 0, person: null });
  expect(run.get()?.done).toHaveLength(50);
  expect(run.get()?.refused).toHaveLength(10);
  expect(loaded()).toHaveLength(10);
});

test("one undo takes all of them back and tells which it could not", async () => {
  const asked = desk();
  const items = ids(2);
  load(items);
  await carryOut(queries, { bulk: { action: "approve" }, items, window: 10, person: null });
  desk({ c0: "It is on its way already." });
  await takeBack(queries);
  expect(asked).toHaveLength(1);
  expect(run.get()).toMatchObject({ stage: "over", undone: 1 });
  expect(run.get()?.notUndone[0]?.message).toBe("It is on its way already.");
});

test("without an undo window nothing is offered that can't be done", async () => {
  desk();
  const items = ids(1);
  load(items);
  await carryOut(queries, { bulk: { action: "approve" }, items, window: 0, person: null });
  expect(run.get()?.stage).toBe("over");
  putAwayRun();
  expect(run.get()).toBeNull();
});

test("assigning leaves the rows where they are, with a name on them", async () => {
  desk();
  const items = ids(2);
  load(items);
  const person = { id: "g", name: "Grace Hopper" };
  await carryOut(queries, { bulk: { action: "assign", assignee: "g" }, items, window: 0, person });
  expect(queries.getQueryData<QueueData>(queueKey(EVERYTHING))?.pages[0]?.items[0]?.assignee).toEqual(person);
});

test("when the open comment goes too, the next that stays comes up", async () => {
  desk();
  const opened = vi.fn<(id: string | null) => void>();
  place.set({ open: opened });
  const items = ids(4);
  load(items);
  window.history.replaceState(null, "", "/comment/c1");
  await carryOut(queries, {
    bulk: { action: "dismiss", reason: "spam" },
    items: items.slice(1, 3),
    window: 0,
    person: null,
  });
  expect(opened).toHaveBeenCalledWith("c3");
});
