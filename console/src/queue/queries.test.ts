import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";

import { needsMeQuery } from "./queries";

function waiting(totals: Record<string, number>) {
  vi.stubGlobal("fetch", (request: Request) => {
    const query = new URL(request.url).searchParams;
    query.delete("limit");
    return Promise.resolve(Response.json({ items: [], next_cursor: null, total: totals[query.toString()] }));
  });
  return new QueryClient().query(needsMeQuery());
}

test("what mentions me and is nobody's is counted once on the browser's tab", async () => {
  const totals = { "mine=true": 4, "assignee=none": 10, "mine=true&assignee=none": 3 };
  expect(await waiting(totals)).toEqual({ mine: 4, all: 11 });
});

test("where nothing is mine there is nothing in both", async () => {
  expect(await waiting({ "mine=true": 0, "assignee=none": 10 })).toEqual({ mine: 0, all: 10 });
});
