import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me, NotificationTarget } from "../api/types";
import { createQueries } from "../app/queries";
import { MeContext } from "../session/me";
import Notifications from "./Notifications";

const TARGET: NotificationTarget = {
  id: "t1",
  page_id: null,
  name: "On-call",
  service: "Slack",
  reasons: ["escalation", "failed"],
  quiet: null,
  sent_at: null,
  failed_at: "2026-03-01T10:00:00Z",
  error: "The service did not answer in time.",
};

function show(role: string, items: NotificationTarget[] = [TARGET]) {
  const sent: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (request.method === "GET") return Response.json({ items });
    const body: unknown = await request.json().catch(() => null);
    sent.push({ method: request.method, path, body });
    if (path.endsWith("/test")) return Response.json({ ok: true, message: "Slack took the message." });
    return Response.json(TARGET);
  });
  const me = { user: { id: "u", name: "Sam", email: "s@example.org", role }, pages: [] } as unknown as Me;
  const shown = render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me}>
        <MemoryRouter>
          <Notifications />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
  return { sent, ...shown };
}

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => vi.unstubAllGlobals());

test("a message that did not arrive is told beside whom it was for", async () => {
  show("admin");
  await screen.findByText(/The service did not answer in time/);
  screen.getByText("escalations, replies not posted");
});

test("a test says in words what came of it", async () => {
  const { sent } = show("admin");
  await userEvent.click(await screen.findByRole("button", { name: "Send a test: On-call" }));
  await screen.findByText("Slack took the message.");
  expect(sent[0]?.path).toBe("/api/v1/notification-targets/t1/test");
});

test("the stored address is not shown and stays unless another is typed", async () => {
  const { sent } = show("admin");
  await userEvent.click(await screen.findByRole("button", { name: "Change “On-call”" }));
  expect(screen.getByRole("textbox", { name: "Address" })).toHaveProperty("value", "");
  await userEvent.click(screen.getByRole("checkbox", { name: "A connection is failing" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    method: "PUT",
    body: { url: null, reasons: ["escalation", "failed", "connection"] },
  });
});

test("who is no administrator is told so and asks the desk nothing", () => {
  show("approver");
  screen.getByText(/Only an administrator/);
  expect(screen.queryByRole("button")).toBeNull();
});

test("list and form have no accessibility violations that a machine finds", async () => {
  const { container } = show("admin");
  await userEvent.click(await screen.findByRole("button", { name: "Add" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Quiet hours" }));
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ""}`)).toEqual([]);
});
