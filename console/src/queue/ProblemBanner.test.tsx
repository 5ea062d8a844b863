import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
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
  name: "Your own website",
  failing: true,
  in_trouble: false,
  failed: 4,
  unknown: 1,
  put_off: 0,
  error: "The receiver answered 403 Forbidden.",
  since: "2026-03-01T10:00:00Z",
  sent_at: null,
  trouble: null,
  reason: null,
  trouble_since: null,
  blocked_until: null,
};

const DEAD: ConnectionHealth = {
  ...FAILING,
  ...{
    id: "k2",
    platform: "facebook",
    name: "Facebook",
    failing: false,
    in_trouble: true,
    failed: 0,
    unknown: 0,
  },
  ...{ put_off: 2, error: null, trouble: "token", reason: "Facebook no longer accepts the token." },
};

function show(items: ConnectionHealth[], page = "", role = "approver", all = true) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return Response.json({ items });
    sent.push(await request.json());
    return Response.json({ retried: 3, left: 1 });
  });
  const pages = [{ id: "shop", name: "The Shop", role }];
  const me = { user: { role }, pages } as unknown as Me;
  render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me}>
        <MemoryRouter>
          <ProblemBanner page={page} all={all} />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

test("a failing connection is told once, with what to do and one way to send all again", async () => {
  const sent = show([FAILING], "", "admin");
  await screen.findByText("4 not posted, 1 perhaps posted.");
  screen.getByText(/no longer accepts the desk’s credentials/);
  expect(screen.getByRole("link", { name: "Reconnect" }).getAttribute("href")).toBe(
    "/settings/connections?page=shop",
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

test("a connection whose credentials are dead is told with the reason and the way to mend it", async () => {
  show([DEAD], "", "admin");
  await screen.findByRole("region", { name: "The Shop has no working connection to Facebook" });
  screen.getByText("Facebook no longer accepts the token.");
  screen.getByText("2 being tried again.");
  screen.getByRole("link", { name: "Reconnect" });
});

test("who can’t reconnect is told who can", async () => {
  show([DEAD]);
  await screen.findByText(/An administrator can reconnect it/);
  expect(screen.queryByRole("link")).toBeNull();
});

test("what passes by itself says when, and is not told beside comments that wait", async () => {
  const blocked = {
    ...DEAD,
    trouble: "rate",
    reason: "Too much at once.",
    blocked_until: "2030-01-01T12:05:00Z",
  };
  show([blocked], "", "admin");
  await screen.findByText(/It goes on by itself at/);
  cleanup();
  show([blocked, { ...DEAD, id: "k3" }, FAILING], "", "admin", false);
  await screen.findByText("Facebook no longer accepts the token.");
  expect(screen.getAllByRole("region")).toHaveLength(1);
});
