import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../../api/types";
import { MeContext } from "../../session/me";
import type { Bulk, BulkAction, QueueItem } from "../contract";
import { row } from "../rows.testing";
import BulkDialog from "./BulkDialog";
import BulkOutcome from "./BulkOutcome";
import { run } from "./run";

const me = {
  user: { id: "g", name: "Grace", role: "approver" },
  pages: [{ id: "p", name: "Fernhill", undo_seconds: 10 }],
} as unknown as Me;

let asked: Bulk[];
let refuses: string[];

function show(action: BulkAction, picked: QueueItem[]) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <MeContext value={me}>
          <BulkDialog action={action} picked={picked} onClose={vi.fn()} />
          <BulkOutcome />
        </MeContext>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  asked = [];
  refuses = [];
  run.set(null);
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.endsWith("/people")) {
      return Response.json({ items: [{ id: "k", name: "Kit Brown", role: "drafter" }] });
    }
    const body = (await request.json()) as Bulk;
    asked.push(body);
    const ids = body.items.map((item) => item.id);
    return Response.json({
      done: ids.filter((id) => !refuses.includes(id)),
      refused: ids
        .filter((id) => refuses.includes(id))
        .map((id) => ({ id, message: "Kit dismissed it meanwhile." })),
    });
  });
});

test("approving says what will be sent, when, and what is left", async () => {
  show("approve", [row("a"), row("b"), row("c", { safe: false })]);
  screen.getByText("2 replies are sent in 10 seconds unless you undo it.");
  screen.getByText("1 is left because its draft needs a look.");
  await userEvent.click(screen.getByRole("button", { name: "Approve 2 replies" }));
  expect(asked[0]).toEqual({
    action: "approve",
    items: [
      { id: "a", version: 1 },
      { id: "b", version: 1 },
    ],
  });
});

test("where no draft is safe there is nothing to agree to", () => {
  show("approve", [row("a", { safe: false })]);
  screen.getByText(/None of them has a draft that can be approved unread/);
  expect(screen.queryByRole("button", { name: /^Approve/ })).toBeNull();
});

test("assigning offers oneself, colleagues and nobody", async () => {
  show("assign", [row("a")]);
  await userEvent.click(await screen.findByRole("radio", { name: "Kit Brown" }));
  screen.getByRole("radio", { name: "Nobody" });
  await userEvent.click(screen.getByRole("button", { name: "Assign 1 comment" }));
  expect(asked[0]).toMatchObject({ action: "assign", assignee: "k" });
});

test("dismissing needs no more than Enter, and what was refused is told by name", async () => {
  refuses = ["b"];
  show("dismiss", [row("a"), row("b")]);
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(asked[0]).toMatchObject({ action: "dismiss", reason: "no-reply-needed" }));
  const refusal = await screen.findByRole("alert", { hidden: true });
  expect(refusal.textContent).toBe("1 stayed as it was:Author b: Kit dismissed it meanwhile.");
  screen.getByText("1 comment dismissed");
});
