import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Conversation, Me, Role } from "../api/types";
import { createQueries } from "../app/queries";
import { notices } from "../decisions/notices";
import { announcement } from "../live/announce";
import { MeContext } from "../session/me";
import { ConversationView } from "./ConversationView";

const me = (role: Role): Me =>
  ({
    user: { id: "me", name: "Sam", role },
    pages: [{ id: "shop", name: "The Shop", role, undo_seconds: 0 }],
    counts: { waiting: 0, problems: 0 },
    translated_pages: [],
  }) as unknown as Me;

const conversation = (state: string, more: object = {}): Conversation =>
  ({
    comment: {
      ...{ id: "c1", version: 6, page_id: "shop", channel: "blog", external_id: "1", author: "Jo" },
      ...{
        url: "https://blog.example/tyres/#comment-7",
        text: "Spikes?",
        received_at: "2026-11-25T10:00:00Z",
      },
      ...{ edited_at: null, deleted_at: null, state, intent: "question" },
    },
    ...{ post: null, turns: [], understanding: null, draft: null, evidence: [], events: [] },
    ...{ limit: { limit: 8000, counting: "characters" }, notes: [], earlier: [], assignee: null },
    ...{ snoozed_until: null, due_at: null, escalated: false, reminders: [], presence: [], by_hand: true },
    reply: {
      ...{ id: "r1", text: "Yes, with spikes.", approved_by: "Ada", state, sent_at: null, error: null },
      ...{ approved_at: "2026-11-25T10:01:00Z", send_after: "2026-11-25T10:01:10Z" },
    },
    ...more,
  }) as unknown as Conversation;

const asked: { path: string; body: unknown }[] = [];

function desk(answer: () => Response) {
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (path.endsWith("/conversation")) return Response.json(conversation("sent"));
    if (!/posted$/.test(path)) return Response.json({ items: [] });
    asked.push({ path, body: await request.json() });
    return answer();
  });
}

function show(shown: Conversation, role: Role = "approver") {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me(role)}>
        <MemoryRouter>
          <ConversationView conversation={shown} early={null} />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

const card = () => screen.findByRole("region", { name: "To be posted by hand" });

beforeEach(() => {
  asked.length = 0;
  announcement.set({ words: "", count: 0 });
  notices.set([]);
  desk(() => Response.json(conversation("sent")));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("the text is copied, the comment opened and the reply marked as posted, each by one key", async () => {
  const user = userEvent.setup();
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  const { container } = show(conversation("sending"));
  await card();
  await user.keyboard("y");
  expect(await navigator.clipboard.readText()).toBe("Yes, with spikes.");
  expect(announcement.get().words).toBe("The reply was copied.");
  await user.keyboard("o");
  expect(opened).toHaveBeenCalledWith(
    "https://blog.example/tyres/#comment-7",
    "_blank",
    "noopener,noreferrer",
  );
  await user.keyboard("p");
  await waitFor(() => expect(announcement.get().words).toBe("Marked as posted."));
  expect(asked).toEqual([{ path: "/api/v1/comments/c1/posted", body: { version: 6 } }]);
  const rules = { "color-contrast": { enabled: false } };
  expect((await axe.run(container, { rules })).violations).toEqual([]);
});

test("where the clipboard is closed the text is selected and said to be", async () => {
  const user = userEvent.setup();
  show(conversation("sending"));
  await card();
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("denied"));
  await user.click(screen.getByRole("button", { name: /Copy the text/ }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/copy it with Ctrl C/);
  expect(window.getSelection()?.toString()).toBe("Yes, with spikes.");
});

test("one that can't be posted needs a reason, which goes along", async () => {
  const user = userEvent.setup();
  show(conversation("sending"));
  await card();
  await user.click(screen.getByRole("button", { name: /Can’t be posted/ }));
  const submit = await screen.findByRole("button", { name: "Can’t be posted" });
  expect((submit as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByRole("textbox", { name: "Reason" }), "Comments are closed.");
  await user.click(submit);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toEqual({
    path: "/api/v1/comments/c1/not-posted",
    body: { version: 6, reason: "Comments are closed." },
  });
});

test("when a colleague was faster it is said and nothing is lost", async () => {
  const user = userEvent.setup();
  desk(() =>
    Response.json({ error: { code: "stale", message: "Look again.", details: {} } }, { status: 409 }),
  );
  show(conversation("sending"));
  await card();
  await user.keyboard("p");
  await waitFor(() => expect(notices.get()).toHaveLength(1));
});

test("who may not approve can copy, and can't say that it is posted", async () => {
  const user = userEvent.setup();
  show(conversation("sending"), "drafter");
  await card();
  expect(screen.queryByRole("button", { name: /^Posted/ })).toBeNull();
  await user.keyboard("p");
  expect(asked).toEqual([]);
});

test("a dangerous address is no link", async () => {
  const shown = conversation("sending");
  shown.comment.url = "javascript:alert(1)";
  show(shown);
  await card();
  expect(screen.queryByRole("link", { name: /Open the comment/ })).toBeNull();
});

test("before the time to undo has passed it says from when, and elsewhere nothing changes", async () => {
  const first = show(conversation("approved"));
  expect(screen.getByText(/you can post it by hand/)).toBeTruthy();
  first.unmount();
  show(conversation("sending", { by_hand: false }));
  expect(await screen.findByText("Waiting for your website to confirm it.")).toBeTruthy();
});

test("the history tells who carried it over", () => {
  const event = { id: 1, at: "2026-11-25T10:00:00Z", from_state: "sending", to_state: "sent", data: {} };
  const events = [
    { ...event, kind: "posted_by_hand", actor: "Ada" },
    { ...event, id: 2, kind: "not_posted", actor: "Grace", data: { reason: "Closed." } },
  ];
  show(conversation("sent", { events }));
  expect(screen.getByText(/Ada posted it by hand/)).toBeTruthy();
  expect(screen.getByText(/Grace could not post it by hand \(Closed\)/)).toBeTruthy();
});
