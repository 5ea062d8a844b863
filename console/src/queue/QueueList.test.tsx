import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { MemoryRouter, useNavigate } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { MeContext } from "../session/me";
import type { QueueItem } from "./contract";
import { order } from "./order";
import { QueueList } from "./QueueList";
import { row } from "./rows.testing";
import { pick, pickNone, selection } from "./selection";

const drawn = vi.hoisted(() => ({ rows: 0 }));
// Each row asks for the time once when it is drawn.
vi.mock("../words/useNow", () => ({
  useNow: () => {
    drawn.rows += 1;
    return Date.parse("2026-11-23T21:00:00Z");
  },
}));

const me = { user: { id: "g", name: "Grace", role: "approver" }, pages: [] } as unknown as Me;
const many: QueueItem[] = Array.from({ length: 100_000 }, (_, index) => row(`c${index}`));
const height = vi.spyOn(HTMLElement.prototype, "clientHeight", "get");

function Screen({ items, selected }: { items: readonly QueueItem[]; selected: string | null }) {
  return <QueueList items={items} total={items.length} selected={selected} isStale={false} onEnd={vi.fn()} />;
}

/** Opens the comment as a row does: the address changes too. */
function Go() {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => void navigate("/comment/c1")}>
      Go
    </button>
  );
}

function show(items: readonly QueueItem[], selected: string | null = null) {
  order.set(items);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapped = (now: string | null) => (
    <QueryClientProvider client={queries}>
      <MemoryRouter>
        <MeContext value={me}>
          <Go />
          <Screen items={items} selected={now} />
        </MeContext>
      </MemoryRouter>
    </QueryClientProvider>
  );
  const { rerender } = render(wrapped(selected));
  return { open: (id: string) => rerender(wrapped(id)) };
}

beforeEach(() => {
  pickNone();
  height.mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(400);
  HTMLElement.prototype.scrollTo = vi.fn() as typeof HTMLElement.prototype.scrollTo;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no desk")));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("of a hundred thousand rows only those in view exist", () => {
  show(many);
  expect(screen.getAllByRole("listitem").length).toBeLessThan(40);
  expect(screen.getAllByRole("listitem")[0]?.getAttribute("aria-setsize")).toBe("100000");
});

test("selecting a row draws that row and no other", () => {
  show(many);
  drawn.rows = 0;
  act(() => pick("c2"));
  expect(drawn.rows).toBe(1);
  expect(screen.getByRole("checkbox", { name: "Select the comment by Author c2" })).toHaveProperty(
    "checked",
    true,
  );
});

test("opening another comment draws the row that was open and the one that is", () => {
  const { open } = show(many, "c0");
  drawn.rows = 0;
  open("c1");
  fireEvent.click(screen.getByRole("button", { name: "Go" }));
  expect(drawn.rows).toBe(2);
});

test("x selects the row that has the focus, and Escape lets all go", () => {
  show(many.slice(0, 5));
  screen.getByRole("link", { name: /Author c1/ }).focus();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "x" });
  expect([...selection.get().ids]).toEqual(["c1"]);
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(selection.get().ids.size).toBe(0);
});

test("Shift and an arrow select as they go", () => {
  show(many.slice(0, 5));
  fireEvent.keyDown(screen.getByRole("link", { name: /Author c1/ }), { key: "ArrowDown", shiftKey: true });
  expect([...selection.get().ids]).toEqual(["c1", "c2"]);
});

test("a row says in words what its marks say in colour", () => {
  show([
    row("a", {
      due_at: "2026-11-23T19:00:00Z",
      assignee: { id: "h", name: "Grace Hopper" },
      notes: 2,
      needs_second: true,
    }),
  ]);
  expect(screen.getByRole("link").textContent).toMatch(
    /2 notes.*Looked after by Grace Hopper.*Overdue by 2 h.*Second approval/,
  );
});

test("the conversation of a row that the pointer rests on is fetched, not those that scroll by under it", () => {
  vi.useFakeTimers();
  const asked = vi.fn<(request: Request) => Promise<Response>>(() =>
    Promise.reject(new TypeError("no desk")),
  );
  vi.stubGlobal("fetch", asked);
  show(many);
  const links = screen.getAllByRole("link");
  for (const link of links.slice(0, 5)) {
    fireEvent.pointerOver(link);
    vi.advanceTimersByTime(30);
  }
  expect(asked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(asked.mock.calls.map(([request]) => new URL(request.url).pathname)).toEqual([
    "/api/v1/comments/c4/conversation",
  ]);
  vi.useRealTimers();
});
