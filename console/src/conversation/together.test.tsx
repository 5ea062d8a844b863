import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Present } from "../api/together";
import type { Conversation, Me } from "../api/types";
import { createQueries } from "../app/queries";
import { noteDrafts } from "../decisions/noteDrafts";
import { notices } from "../decisions/notices";
import { typed } from "../decisions/typed";
import { notePresence } from "../live/presence";
import { MeContext } from "../session/me";
import { ConversationView } from "./ConversationView";

const ME = {
  user: { id: "me", name: "Sam", email: "sam@example.org", role: "approver" },
  pages: [{ id: "shop", name: "The Shop", role: "approver", undo_seconds: 0 }],
  counts: { waiting: 0, problems: 0 },
  translated_pages: [],
} as unknown as Me;
const PEOPLE = [
  { id: "mia", name: "Mia Stone", role: "drafter", away: true },
  { id: "me", name: "Sam", role: "approver", away: false },
  { id: "vic", name: "Vic", role: "viewer", away: false },
];
const MIA_EDITS: Present[] = [{ id: "mia", name: "Mia Stone", mode: "editing" }];

const CONVERSATION = {
  comment: {
    id: "c1",
    version: 4,
    page_id: "shop",
    channel: "facebook",
    external_id: "1",
    author: "Jo",
    text: "Are you open?",
    url: null,
    received_at: "2026-11-25T10:00:00Z",
    edited_at: null,
    deleted_at: null,
    state: "waiting",
    intent: "question",
  },
  post: null,
  turns: [],
  understanding: null,
  draft: null,
  evidence: [],
  reply: null,
  events: [],
  limit: { limit: 8000, counting: "characters" },
  notes: [],
  earlier: [],
  assignee: null,
  snoozed_until: null,
  due_at: null,
  escalated: false,
  reminders: [],
  presence: [],
} as unknown as Conversation;

/** A desk that knows who is present and keeps what is asked; `answers` are given to what changes something. */
function desk(...answers: (() => Response)[]) {
  const state = { present: [] as Present[], asked: [] as { what: string; body: Record<string, unknown> }[] };
  vi.stubGlobal("fetch", async (request: Request) => {
    const what = new URL(request.url).pathname.split("/").at(-1) ?? "";
    if (request.method === "GET") return Response.json(what === "people" ? { items: PEOPLE } : CONVERSATION);
    const body = (await request.json()) as Record<string, unknown>;
    if (what === "tone")
      return Response.json({ findings: [], length: 0, limit: 8000, unsupported: [], reading_grade: null });
    state.asked.push({ what, body });
    if (what === "presence") return Response.json({ items: state.present });
    return (answers.shift() ?? (() => Response.json(CONVERSATION)))();
  });
  return {
    state,
    did: (what: string) => state.asked.filter((one) => one.what === what).map((one) => one.body),
  };
}

const view = (conversation: Conversation) => (
  <MeContext value={ME}>
    <MemoryRouter>
      <ConversationView conversation={conversation} early={null} />
    </MemoryRouter>
  </MeContext>
);

function show(more: Partial<Conversation> = {}) {
  const queries = createQueries();
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const shown = render(view({ ...CONVERSATION, ...more }), { wrapper });
  return {
    ...shown,
    now: (next: Partial<Conversation>) => shown.rerender(view({ ...CONVERSATION, ...next })),
  };
}

const editor = (): HTMLElement => screen.getByRole("textbox", { name: "Reply" });
/** The desk announces that somebody came, left, or began to edit. */
const announced = (): void => act(() => notePresence("c1"));

beforeEach(() => {
  typed.set({});
  noteDrafts.set({});
  notices.set([]);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("who is here is shown, without oneself", async () => {
  const { state } = desk();
  state.present = [
    { id: "me", name: "Sam", mode: "viewing" },
    { id: "vic", name: "Vic", mode: "viewing" },
  ];
  show();
  expect(await screen.findByText("Vic is looking at this")).toBeTruthy();
  expect(screen.queryByText(/Sam is/)).toBeNull();
});

test("while a colleague edits, the editor waits to be taken over, and typing asks first", async () => {
  const { state, did } = desk();
  state.present = MIA_EDITS;
  show();
  expect(await screen.findByText(/Mia Stone is editing this reply/)).toBeTruthy();
  expect(editor()).toHaveProperty("readOnly", true);
  await userEvent.click(editor());
  await userEvent.keyboard("x");
  const dialog = await screen.findByRole("dialog", { name: "Mia Stone is editing this reply" });
  expect(did("presence").every((body) => body["mode"] === "viewing")).toBe(true);
  await userEvent.click(within(dialog).getByRole("button", { name: "Go on anyway" }));
  await waitFor(() => expect(editor()).toHaveProperty("readOnly", false));
  await userEvent.type(editor(), "Yes.");
  expect(editor()).toHaveProperty("value", "Yes.");
  expect(await screen.findByText(/Only one reply can be sent/)).toBeTruthy();
  expect(did("presence").at(-1)?.["mode"]).toBe("editing");
});

test("nobody approves over a colleague's head with one key", async () => {
  const { state, did } = desk();
  state.present = MIA_EDITS;
  typed.set({ c1: { text: "Yes.", draftId: null } });
  show();
  await screen.findByText(/Mia Stone is editing this reply/);
  await userEvent.keyboard("a");
  expect(await screen.findByRole("dialog", { name: "Mia Stone is editing this reply" })).toBeTruthy();
  expect(did("approve")).toEqual([]);
});

test("who writes already is not locked out by a colleague who joins, but told", async () => {
  const { state } = desk();
  show();
  await userEvent.type(editor(), "Yes");
  state.present = MIA_EDITS;
  announced();
  expect(await screen.findByText(/Only one reply can be sent/)).toBeTruthy();
  await userEvent.type(editor(), ", we are.");
  expect(editor()).toHaveProperty("value", "Yes, we are.");
});

test("what was typed stays when a colleague's reply is sent first, and it is said", async () => {
  desk();
  const { now } = show();
  await userEvent.type(editor(), "My own words.");
  const reply = { text: "Theirs.", approved_by: "Mia Stone", state: "sent", sent_at: "2026-11-25T11:00:00Z" };
  now({
    comment: { ...CONVERSATION.comment, state: "sent", version: 6 },
    reply: reply as unknown as Conversation["reply"],
    events: [
      { id: 1, at: "2026-11-25T11:00:00Z", kind: "approved", actor: "Mia Stone", data: {} },
    ] as unknown as Conversation["events"],
  });
  const alert = await screen.findByRole("alert", { name: "Your text was not sent" });
  expect(within(alert).getByText("My own words.")).toBeTruthy();
  expect(alert.textContent).toContain("Mia Stone approved a reply.");
  expect(typed.get()["c1"]?.text).toBe("My own words.");
});

test("one's own sent reply leaves nothing behind", async () => {
  desk();
  typed.set({ c1: { text: "Mine.", draftId: null } });
  const reply = { text: "Mine.", approved_by: "Sam", state: "sent", sent_at: "2026-11-25T11:00:00Z" };
  show({
    comment: { ...CONVERSATION.comment, state: "sent" },
    reply: reply as unknown as Conversation["reply"],
  });
  await waitFor(() => expect(typed.get()["c1"]).toBeUndefined());
  expect(screen.queryByRole("alert")).toBeNull();
});

test("M and Enter take the comment oneself; a few letters find a colleague who can draft", async () => {
  const { did } = desk();
  show();
  await screen.findByRole("button", { name: "Assign" });
  await userEvent.keyboard("m");
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByText("Sam (you)");
  expect(within(dialog).queryByText("Vic")).toBeNull();
  await userEvent.keyboard("mia");
  await waitFor(() => expect(within(dialog).queryByText("Sam (you)")).toBeNull());
  await userEvent.click(within(dialog).getByText("Mia Stone"));
  await waitFor(() => expect(did("assign")).toEqual([{ version: 4, assignee: "mia" }]));
});

test("S offers times; only reminding leaves it in the queue", async () => {
  const { did } = desk();
  show();
  await screen.findByRole("button", { name: "Snooze" });
  await userEvent.keyboard("s");
  await userEvent.click(await screen.findByText("Tomorrow at 9:00"));
  await waitFor(() => expect(did("snooze")).toHaveLength(1));
  expect(new Date(did("snooze")[0]?.["until"] as string).getHours()).toBe(9);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await userEvent.keyboard("s");
  await userEvent.click(await screen.findByRole("switch", { name: /only remind me/ }));
  await userEvent.click(screen.getByText("In an hour"));
  await waitFor(() => expect(did("remind")).toHaveLength(1));
  expect(did("snooze")).toHaveLength(1);
});

test("H escalates with a note", async () => {
  const { did } = desk();
  show();
  await screen.findByRole("button", { name: "Escalate" });
  await userEvent.keyboard("h");
  await screen.findByRole("dialog");
  await userEvent.keyboard("They film it.{Enter}");
  await waitFor(() => expect(did("escalate")).toEqual([{ version: 4, note: "They film it." }]));
});

test("when somebody was faster it is told what happened", async () => {
  desk(() =>
    Response.json({ error: { code: "stale", message: "Look again.", details: {} } }, { status: 409 }),
  );
  show();
  await screen.findByRole("button", { name: "Escalate" });
  await userEvent.keyboard("h");
  await screen.findByRole("dialog");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(notices.get()[0]?.title).toBe("Jo’s comment changed in the meantime"));
});

test("a note mentions whom @ and Enter choose, and a broken connection loses none of it", async () => {
  const { did } = desk(() => {
    throw new TypeError("no network");
  });
  show();
  const field = await screen.findByRole("textbox", { name: "Note for colleagues" });
  await userEvent.keyboard("n");
  expect(document.activeElement).toBe(field);
  await userEvent.keyboard("@sto");
  expect(screen.getByRole("option", { name: /Mia Stone/ })).toBeTruthy();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(field).toHaveProperty("value", "@Mia Stone "));
  await waitFor(() => expect(field).toHaveProperty("selectionStart", "@Mia Stone ".length));
  await userEvent.type(field, "yours?");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText(/Your text is kept/)).toBeTruthy();
  expect(field).toHaveProperty("value", "@Mia Stone yours?");
  await userEvent.click(screen.getByRole("button", { name: "Add the note" }));
  await waitFor(() => expect(field).toHaveProperty("value", ""));
  const [first, second] = did("notes");
  expect(second).toEqual({ id: first?.["id"], text: "@Mia Stone yours?", mentions: ["mia"] });
});

test("a viewer sees who does what and can change none of it", async () => {
  desk();
  const viewer = {
    ...ME,
    user: { ...ME.user, role: "viewer" },
    pages: ME.pages.map((page) => ({ ...page, role: "viewer" })),
  } as Me;
  render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={viewer}>
        <MemoryRouter>
          <ConversationView
            conversation={{ ...CONVERSATION, assignee: { id: "mia", name: "Mia Stone" } }}
            early={null}
          />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
  expect(await screen.findByText("Assigned to Mia Stone")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Snooze|Escalate|Assign/ })).toBeNull();
  expect(screen.queryByRole("textbox", { name: "Note for colleagues" })).toBeNull();
});

test("the parts and the open picker have no accessibility violations that a machine finds", async () => {
  const { state } = desk();
  state.present = MIA_EDITS;
  const mia = { id: "mia", name: "Mia Stone" };
  const { container } = show({
    assignee: mia,
    notes: [{ id: "n", author: "Mia Stone", text: "@Sam?", mentions: [], at: "2026-11-25T10:00:00Z" }],
    earlier: [
      {
        id: "e",
        excerpt: "Vorher",
        language: "de",
        at: "2026-11-20T10:00:00Z",
        state: "sent",
        reply_excerpt: "Ja.",
      },
    ],
  });
  await screen.findByText(/is editing this reply/);
  expect(screen.getByText("Vorher").lang).toBe("de");
  expect(screen.getByText("Ja.").lang).toBe("de");
  const field = await screen.findByRole("textbox", { name: "Note for colleagues" });
  await waitFor(async () => {
    await userEvent.clear(field);
    await userEvent.type(field, "@m");
    expect(screen.getByRole("listbox")).toBeTruthy();
  });
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
