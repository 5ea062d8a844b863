import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Conversation, HistoryEvent, Me } from "../api/types";
import { createQueries } from "../app/queries";
import { privately } from "../decisions/privately";
import { typed } from "../decisions/typed";
import { announcement } from "../live/announce";
import { MeContext } from "../session/me";
import { ConversationView } from "./ConversationView";
import { inPlainWords } from "./plainWords";

const WHY = "The author has to mention the account first.";
const NOTE = "A post with a link costs many times one without.";

const me = (role: string): Me =>
  ({
    user: { id: "me", name: "Sam", role },
    pages: [{ id: "shop", name: "The Shop", role, undo_seconds: 0 }],
    counts: { waiting: 0, problems: 0 },
    translated_pages: [],
  }) as unknown as Me;

const event = (kind: string, data: object = {}, actor = "Mia"): HistoryEvent =>
  ({
    id: 1,
    at: "2026-11-25T10:00:00Z",
    kind,
    actor,
    from_state: null,
    to_state: null,
    data,
  }) as HistoryEvent;

interface Case {
  comment?: object;
  platform?: object;
  more?: object;
}

const conversation = ({ comment, platform, more }: Case = {}): Conversation =>
  ({
    comment: {
      ...{
        id: "c1",
        version: 4,
        page_id: "shop",
        channel: "facebook",
        external_id: "1",
        author: "Jo",
        url: null,
      },
      ...{ text: "Open on Sunday?", received_at: "2026-11-25T10:00:00Z", edited_at: null, deleted_at: null },
      ...{ state: "waiting", intent: "question", cannot_reply: null, ...comment },
    },
    draft: {
      ...{ id: "d1", kind: "answer", text: "Yes, we are.", sentences: [], alternatives: [], findings: [] },
      ...{ private: false, confidence: 1, reason: null, created_at: "2026-11-25T10:00:00Z", runners_up: [] },
    },
    platform: {
      name: "Facebook",
      private: true,
      moderation: ["hide", "unhide"],
      link_note: "",
      price: null,
      price_with_link: null,
      ...platform,
    },
    ...{ post: null, turns: [], understanding: null, evidence: [], reply: null, events: [] },
    ...{ limit: { limit: 8000, counting: "characters" }, notes: [], earlier: [], assignee: null },
    ...{ snoozed_until: null, due_at: null, escalated: false, reminders: [], presence: [] },
    ...{ first_approval: null, ...more },
  }) as unknown as Conversation;

/** A desk that takes everything; the answer to moderating can be another one. */
function desk(moderated: () => Response = () => Response.json(conversation())) {
  const sent: { what: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const what = new URL(request.url).pathname.split("/").at(-1) ?? "";
    if (request.method === "POST" && ["approve", "moderate", "tone"].includes(what))
      sent.push({ what, body: await request.json() });
    if (what === "tone") return Response.json({ findings: [], length: 0, limit: 8000, unsupported: [] });
    if (what === "presence" || what === "people" || what === "notes") return Response.json({ items: [] });
    if (what === "moderate") return moderated();
    return Response.json(conversation());
  });
  return sent;
}

function show(given: Case = {}, role = "approver") {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me(role)}>
        <MemoryRouter>
          <ConversationView conversation={conversation(given)} early={null} />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

const approve = (): HTMLElement => screen.getByRole("button", { name: /^Approve/ });
const box = (): HTMLElement => screen.getByRole("checkbox", { name: "Reply privately to the author" });
const violations = async (element: Element) => {
  const rules = { "color-contrast": { enabled: false } };
  return (await axe.run(element, { rules })).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};

beforeEach(() => {
  typed.set({});
  privately.set({});
  announcement.set({ words: "", count: 0 });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a comment that takes no reply says why, and can’t be approved by button or key", async () => {
  const sent = desk();
  const { container } = show({ comment: { cannot_reply: WHY } });
  screen.getByText("No reply can be posted to this comment.");
  expect(approve()).toHaveProperty("disabled", true);
  expect(document.getElementById(approve().getAttribute("aria-describedby") ?? "")?.textContent).toBe(WHY);
  await userEvent.keyboard("a");
  expect(announcement.get().words).toContain(WHY);
  expect(sent.some(({ what }) => what === "approve")).toBe(false);
  expect(await violations(container)).toEqual([]);
});

test("what the platform does with links is told as soon as the reply has one", async () => {
  desk();
  show({ platform: { link_note: NOTE } });
  expect(screen.queryByText(NOTE)).toBeNull();
  await userEvent.type(screen.getByRole("textbox", { name: "Reply" }), " See shop.example/hours");
  screen.getByText(NOTE);
});

test("a reply is approved for the author alone where that was chosen, and its tone checked as such", async () => {
  const sent = desk();
  const { container } = show();
  await userEvent.click(box());
  screen.getByRole("button", { name: /^Approve privately/ });
  expect(await violations(container)).toEqual([]);
  await userEvent.type(screen.getByRole("textbox", { name: "Reply" }), " Come in");
  await waitFor(() =>
    expect(sent.findLast(({ what }) => what === "tone")?.body).toMatchObject({ public: false }),
  );
  await userEvent.click(approve());
  await waitFor(() =>
    expect(sent.find(({ what }) => what === "approve")?.body).toMatchObject({ private: true }),
  );
});

test("without that choice it is public, and the choice outlives a look at another comment", async () => {
  const sent = desk();
  const { unmount } = show();
  await userEvent.click(box());
  unmount();
  cleanup();
  show();
  expect(box()).toHaveProperty("checked", true);
  await userEvent.click(box());
  await userEvent.click(approve());
  await waitFor(() =>
    expect(sent.find(({ what }) => what === "approve")?.body).toMatchObject({ private: false }),
  );
});

test("what a colleague answered on the platform stands where one decides", () => {
  desk();
  const events = [event("held_back", { text: "We are!" }), event("drafted")];
  const { container } = show({ more: { events } });
  expect(container.querySelector(".reply-write .callout")?.textContent).toBe(
    "A colleague answered on the platform: “We are!”. The approved reply was taken back.",
  );
});

test("a platform without private replies offers none", () => {
  desk();
  show({ platform: { private: false } });
  expect(screen.queryByRole("checkbox")).toBeNull();
});

test("the second person begins with what the first one chose; other readers begin anew", async () => {
  const sent = desk();
  const first = { by: "Mia", at: "2026-11-25T10:00:00Z", text: "Yes, we are.", mine: false, private: true };
  show({ more: { first_approval: first } });
  expect(box()).toHaveProperty("checked", true);
  screen.getByText("It was approved as a private reply.");
  screen.getByRole("button", { name: /^Approve as second/ });
  await userEvent.click(box());
  screen.getByText(/It was approved as a private reply. With another text it begins anew/);
  await userEvent.click(screen.getByRole("button", { name: "Use the approved text" }));
  await userEvent.click(screen.getByRole("button", { name: /^Approve as second/ }));
  await waitFor(() =>
    expect(sent.find(({ what }) => what === "approve")?.body).toMatchObject({ private: true }),
  );
});

test("a private reply says that it is one", () => {
  desk();
  const reply = {
    id: "r",
    text: "Yes.",
    approved_by: "Sam",
    approved_at: "2026-11-25T10:00:00Z",
    state: "sent",
  };
  const rest = { send_after: "2026-11-25T10:00:00Z", sent_at: "2026-11-25T10:01:00Z", error: null };
  show({ comment: { state: "sent" }, more: { reply: { ...reply, ...rest, private: true } } });
  screen.getByText("Private, to the author only");
});

test("a comment is hidden on its platform after a question, and that is said", async () => {
  const hidden = conversation({ more: { events: [event("moderated", { what: "hide" })] } });
  const sent = desk(() => Response.json(hidden));
  show();
  await userEvent.click(await screen.findByRole("button", { name: "On Facebook" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Hide" }));
  const dialog = await screen.findByRole("dialog", { name: "Hide this comment on Facebook?" });
  expect(sent.some(({ what }) => what === "moderate")).toBe(false);
  expect(await violations(dialog)).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "Hide" }));
  await waitFor(() => expect(announcement.get().words).toBe("Hidden on the platform."));
  expect(sent.find(({ what }) => what === "moderate")?.body).toEqual({ what: "hide" });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("what the platform refuses is told in its words where it was asked for", async () => {
  const error = { code: "conflict", message: "This comment can’t be hidden.", details: {} };
  desk(() => Response.json({ error }, { status: 409 }));
  show();
  await userEvent.click(await screen.findByRole("button", { name: "On Facebook" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Hide" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Hide" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "Facebook did not do it. This comment can’t be hidden.",
  );
});

test("who may not approve, and where nothing can be done, there is no menu; what was done stands there", async () => {
  desk();
  show({ more: { events: [event("moderated", { what: "hide" })] } }, "drafter");
  await screen.findByText("Hidden there");
  expect(screen.queryByRole("button", { name: "On Facebook" })).toBeNull();
  cleanup();
  show({ platform: { moderation: [] } });
  await screen.findByRole("button", { name: /^Assign/ });
  expect(screen.queryByRole("button", { name: "On Facebook" })).toBeNull();
});

test("the history tells what happened on the platform", () => {
  const said = (kind: string, data: object = {}): string => inPlainWords(event(kind, data), "Sam");
  expect(said("held_back", { text: "We are!" })).toBe(
    "A colleague answered on the platform: “We are!”. The approved reply was taken back",
  );
  expect(said("answered_elsewhere", { text: "We are!", author: "Kit" })).toBe(
    "Answered on the platform by Kit: “We are!”",
  );
  expect(said("answered_elsewhere", { author: null })).toBe("Answered on the platform by a colleague");
  expect(said("not_there", { reason: "…" })).toBe("Sending broke off, and the reply isn’t on the platform");
  expect(said("send_postponed", { reason: "Too much at once." })).toBe(
    "Sending is put off and tried again (Too much at once)",
  );
  expect(said("moderated", { what: "spam" })).toBe("Mia marked it as spam on the platform");
  expect(said("moderated", { what: "hide", unsure: "No answer." })).toBe(
    "Mia hid it on the platform; whether that arrived is unknown",
  );
  expect(said("approved", { private: true })).toBe("Mia approved a private reply");
  expect(said("first_approved", { private: true })).toBe("Mia approved a private reply as the first of two");
});

test("what a reply costs is told before it is approved, with its link or without", () => {
  show({ platform: { price: "It costs 1.", price_with_link: "It costs 13." } });
  screen.getByText("It costs 1.");
  expect(screen.queryByText("It costs 13.")).toBeNull();
});
