import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ComponentType } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { createQueries } from "../app/queries";
import { MeContext } from "../session/me";
import AuditLog from "./AuditLog";
import Connections from "./Connections";
import Retention from "./Retention";
import SignInRules from "./SignInRules";

// jsdom has none; a dialog's focus needs it.
beforeEach(() => vi.stubGlobal("CSS", { escape: (text: string) => text }));
afterEach(() => vi.unstubAllGlobals());

const ME = {
  user: { id: "u1", name: "Ada", email: "ada@example.org", role: "admin" },
  pages: [{ id: "shop", name: "The Shop", role: "admin" }],
  counts: { waiting: 0, problems: 0 },
} as unknown as Me;

function desk(answers: Record<string, unknown>) {
  const sent: { what: string; body: unknown; query: string }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const address = new URL(request.url);
    const what = `${request.method} ${address.pathname.replace("/api/v1", "")}`;
    const text = request.method === "GET" ? "" : await request.text();
    sent.push({ what, body: text ? JSON.parse(text) : null, query: address.search });
    const answer = answers[what];
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
  });
  return sent;
}

function shown(Screen: ComponentType) {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={ME}>
        <MemoryRouter>
          <main>
            <h1>Settings</h1>
            <Screen />
          </main>
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

const CONNECTION = {
  id: "c1",
  platform: "api",
  last_comment_at: "2026-11-01T10:00:00Z",
  last_reply_at: null,
  last_error: "The receiver answered 500.",
  last_error_at: "2026-11-01T11:00:00Z",
  webhook_url: "https://shop.example/replies",
  last_test: { at: "2026-11-01T12:00:00Z", ok: false, message: "Nothing answers at this address." },
};
const TOKEN = { id: "t1", name: "Website", made_at: "2026-11-01T10:00:00Z", last_used_at: null };

test("a token is shown once, and revoked only when that was confirmed", async () => {
  const sent = desk({
    "GET /pages/shop/connections": { tokens: [TOKEN], connections: [CONNECTION] },
    "GET /pages/shop/channels": { connections: [] },
    "GET /platforms": { platforms: [] },
    "POST /pages/shop/tokens": { id: "t2", name: "App", token: "swl_secret" },
  });
  const { container } = shown(Connections);
  expect(await screen.findByText(/Nothing answers at this address/)).toBeTruthy();
  expect(screen.getByText(/The receiver answered 500/)).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.type(screen.getByLabelText("What it is for"), "App{Enter}");
  expect(await screen.findByText("swl_secret")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Revoke Website" }));
  const dialog = screen.getByRole("dialog", { name: "Revoke “Website”?" });
  expect(sent.some(({ what }) => what.startsWith("DELETE"))).toBe(false);
  await userEvent.click(within(dialog).getByRole("button", { name: "Revoke" }));
  await waitFor(() => expect(sent.some(({ what }) => what === "DELETE /pages/shop/tokens/t1")).toBe(true));
});

test("retention is saved only after its preview was seen", async () => {
  const none = { comments_days: null, drafts_days: null };
  const sent = desk({
    "GET /retention": { desk: none, pages: [{ id: "shop", name: "The Shop", own: null }] },
    "POST /retention/preview": { comments: 1203, drafts: 5 },
    "PUT /retention": { desk: { comments_days: 365, drafts_days: null }, pages: [] },
  });
  const { container } = shown(Retention);
  const days = await screen.findByLabelText("Keep comments and replies, in days");
  await userEvent.type(days, "3");
  expect(screen.getByText("Give a number from 7 to 3,650, or nothing.")).toBeTruthy();
  await userEvent.type(days, "65");
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/clears 1,203 comments and 5 more drafts/)).toBeTruthy();
  expect(sent.some(({ what }) => what === "PUT /retention")).toBe(false);
  await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent.find(({ what }) => what === "PUT /retention")?.body).toEqual({
      page: null,
      comments_days: 365,
      drafts_days: null,
      follow: false,
    }),
  );
});

test("the audit log reads as sentences and is narrowed at the desk", async () => {
  const entry = {
    id: 1,
    at: "2026-11-01T10:00:00Z",
    actor: "Ada",
    action: "token.revoked",
    subject: "Website",
    page_id: "shop",
    data: {},
  };
  const sent = desk({
    "GET /audit": { items: [entry], next_cursor: null },
    "GET /audit/choices": { actors: ["Ada", "Bo"], actions: ["token.revoked"] },
  });
  const { container } = shown(AuditLog);
  expect((await screen.findByRole("listitem")).textContent).toContain("Ada revoked a token: Website");
  await userEvent.selectOptions(screen.getByLabelText("Who"), "Bo");
  await waitFor(() => expect(sent.some(({ query }) => query === "?actor=Bo")).toBe(true));
  expect(screen.getByRole("link", { name: "Export as CSV" }).getAttribute("href")).toBe(
    "/api/v1/audit.csv?actor=Bo",
  );
  expect((await axe.run(container)).violations).toEqual([]);
});

test("one's own second factor is not reset here, somebody else's after asking", async () => {
  const since = "2026-11-01T10:00:00Z";
  const accounts = [
    { id: "u1", name: "Ada", email: "ada@example.org", role: "admin", second_factor_since: since },
    { id: "u2", name: "Bo", email: "bo@example.org", role: "approver", second_factor_since: since },
  ];
  const sent = desk({ "GET /sign-in-rules": { admins_need_second_factor: false, accounts } });
  const { container } = shown(SignInRules);
  await screen.findByText("Bo");
  expect(screen.queryByRole("button", { name: /second factor of Ada/ })).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Reset the second factor of Bo" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Reset" }));
  await waitFor(() => expect(sent.some(({ what }) => what === "DELETE /people/u2/second-factor")).toBe(true));
});
