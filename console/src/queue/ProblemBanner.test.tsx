import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";

import type { ConnectionHealth, Me } from "../api/types";
import { createQueries } from "../app/queries";
import { MeContext } from "../session/me";
import ProblemBanner from "./ProblemBanner";

const FAILING: ConnectionHealth = {
  id: "k1",
  page_id: "shop",
  page: "The Shop",
  platform: "api",
  failing: true,
  failed: 4,
  unknown: 1,
  put_off: 0,
  error: "The receiver answered 403 Forbidden.",
  since: "2026-03-01T10:00:00Z",
  sent_at: null,
};

function show(items: ConnectionHealth[], page = "", role = "approver") {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return Response.json({ items });
    sent.push(await request.json());
    return Response.json({ retried: 3, left: 1 });
  });
  const me = { user: { role }, pages: [] } as unknown as Me;
  render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me}>
        <MemoryRouter>
          <ProblemBanner page={page} />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

test("a failing connection is told once, with what to do and one way to send all again", async () => {
  const sent = show([FAILING]);
  await screen.findByText("4 not posted, 1 perhaps posted.");
  screen.getByText(/no longer accepts the desk’s credentials/);
  expect(screen.getByRole("link", { name: "Reconnect in the settings" }).getAttribute("href")).toBe(
    "/settings/pages/shop",
  );
  await userEvent.click(screen.getByRole("button", { name: "Send all 4 again" }));
  await screen.findByText("3 replies are being sent again. 1 could not be sent as they are.");
  expect(sent).toEqual([{ connection: "k1" }]);
});

test("who may not approve sees it without the button", async () => {
  show([FAILING], "", "drafter");
  await screen.findByText("4 not posted, 1 perhaps posted.");
  expect(screen.queryByRole("button")).toBeNull();
});

test("a connection that works, or another page’s, is not mentioned", async () => {
  show(
    [
      { ...FAILING, failing: false },
      { ...FAILING, page_id: "other" },
    ],
    "shop",
  );
  await waitFor(() => expect(fetch).toBeDefined());
  expect(screen.queryByRole("region")).toBeNull();
});
