import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";

import { createQueries } from "../app/queries";
import Imported from "./Imported";

const HISTORY = {
  ...{ comments: 1200, answered: 900, replies_alone: 7, median_s: 5400 },
  sources: [{ source: "zendesk", count: 1207, imported_at: "2026-11-25T10:00:00Z" }],
  intents: [{ intent: "question", count: 1200 }],
  months: [
    { month: "2025-12-01", comments: 700, answered: 500, replies_alone: 0, median_s: 5400 },
    { month: null, comments: 500, answered: 400, replies_alone: 7, median_s: null },
  ],
};

function show(history: object, page = "") {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    asked.push(new URL(request.url).search);
    return Promise.resolve(Response.json(history));
  });
  const shown = render(
    <QueryClientProvider client={createQueries()}>
      <Imported page={page} />
    </QueryClientProvider>,
  );
  return { ...shown, asked };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("what was imported is shown apart, with what its times mean", async () => {
  const { container, asked } = show(HISTORY, "shop");
  await screen.findByRole("heading", { name: "Before Sharewell" });
  const card = container;
  expect(card.textContent).toMatch(/1,200 comments, 75\s?% of them answered\./);
  expect(card.textContent).toContain("not to be compared with the time to first reply");
  expect(card.textContent).toContain("the export doesn’t hold: 7");
  expect(card.textContent).toContain("December 2025");
  expect(card.textContent).toContain("No date");
  expect(asked).toEqual(["?page=shop"]);
  const rules = { "color-contrast": { enabled: false } };
  expect((await axe.run(container, { rules })).violations).toEqual([]);
});

test("where nothing was imported there is nothing to see", async () => {
  const nothing = { ...HISTORY, comments: 0, answered: 0, replies_alone: 0, months: [], sources: [] };
  const { container, asked } = show(nothing);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(container.textContent).toBe("");
});
