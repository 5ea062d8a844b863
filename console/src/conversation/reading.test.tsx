import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Conversation, Me } from "../api/types";
import { createQueries } from "../app/queries";
import { typed } from "../decisions/typed";
import KeyHelp from "../keys/KeyHelp";
import { commandsHere } from "../keys/commands";
import { isHeard } from "../keys/useKeys";
import { announcement } from "../live/announce";
import { MeContext } from "../session/me";
import { ConversationView } from "./ConversationView";

const me = (...translated: string[]): Me =>
  ({
    user: { id: "me", name: "Sam", role: "approver" },
    pages: [{ id: "shop", name: "The Shop", role: "approver", undo_seconds: 0 }],
    counts: { waiting: 0, problems: 0 },
    translated_pages: translated,
  }) as unknown as Me;

const CONVERSATION = {
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
    ...{ text: "Où est ma lampe ?", received_at: "2026-11-25T10:00:00Z", edited_at: null, deleted_at: null },
    ...{ state: "waiting", intent: "question" },
  },
  post: { text: "Nouvelles lampes", url: null },
  turns: [{ author: "Jo", from_page: false, text: "Bonjour", at: null }],
  understanding: null,
  draft: {
    ...{ id: "d1", kind: "answer", text: "It comes in ten days.", sentences: [], alternatives: [] },
    ...{ findings: [], private: false, confidence: 1, reason: null, created_at: "2026-11-25T10:00:00Z" },
    runners_up: [],
  },
  ...{ evidence: [], reply: null, events: [], limit: { limit: 8000, counting: "characters" } },
  ...{ notes: [], earlier: [], assignee: null, snoozed_until: null, due_at: null, escalated: false },
  ...{ reminders: [], presence: [] },
} as unknown as Conversation;

const IN_ENGLISH: Readonly<Record<string, string>> = {
  "Où est ma lampe ?": "Where is my lamp?",
  Bonjour: "Good day",
  "Nouvelles lampes": "New lamps",
};

interface Asked {
  to: string;
  reply: string | null;
}

/** A desk that translates; `failures` are its first answers. */
function desk(...failures: { code: string; message: string }[]) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const what = new URL(request.url).pathname.split("/").at(-1);
    if (what === "tone") return Response.json({ findings: [], length: 0, limit: 8000, unsupported: [] });
    if (what === "presence" || what === "people" || what === "notes") return Response.json({ items: [] });
    if (what !== "translation") return Response.json(CONVERSATION);
    const body = (await request.json()) as Asked;
    asked.push(body);
    const failure = failures.shift();
    if (failure) return Response.json({ error: failure }, { status: 503 });
    const originals = body.reply === null ? Object.keys(IN_ENGLISH) : [body.reply];
    const items = originals.map((original) => {
      return { original, text: IN_ENGLISH[original] ?? `English: ${original}`, shortened: false };
    });
    return Response.json({ to: body.to, items });
  });
  return asked;
}

function show(who: Me = me("shop"), conversation: Conversation = CONVERSATION) {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={who}>
        <MemoryRouter>
          <ConversationView conversation={conversation} early={null} />
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

const editor = (): HTMLElement => screen.getByRole("textbox", { name: "Reply" });
const translate = () => screen.findByRole("button", { name: /^Translate into English/ });
const violations = async (container: HTMLElement) => {
  const rules = { "color-contrast": { enabled: false } };
  return (await axe.run(container, { rules })).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};

beforeEach(() => {
  typed.set({});
  announcement.set({ words: "", count: 0 });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("each text is shown in the reader's language below the original, marked as made by a machine", async () => {
  const asked = desk();
  const { container } = show();
  await userEvent.click(await translate());
  for (const [original, english] of Object.entries(IN_ENGLISH)) {
    const below = await screen.findByText(english);
    expect(screen.getByText(original)).toBeTruthy();
    expect(within(below.parentElement ?? container).getByText("Translated by machine")).toBeTruthy();
    expect(below.lang).toBe("en-GB");
  }
  expect(screen.getByText(/which can be wrong: read the original/)).toBeTruthy();
  const reply = await screen.findByRole("region", { name: "The reply in English" });
  expect(await within(reply).findByText("English: It comes in ten days.")).toBeTruthy();
  expect(asked).toEqual([
    { to: "en", reply: null },
    { to: "en", reply: "It comes in ten days." },
  ]);
  expect(await violations(container)).toEqual([]);
});

test("a key shows and hides it, and it is asked for once", async () => {
  const asked = desk();
  show();
  await translate();
  await userEvent.keyboard("i");
  await screen.findByText("Where is my lamp?");
  expect((await translate()).getAttribute("aria-pressed")).toBe("true");
  await userEvent.keyboard("i");
  await waitFor(() => expect(screen.queryByText("Where is my lamp?")).toBeNull());
  await userEvent.keyboard("i");
  await screen.findByText("Where is my lamp?");
  expect(asked).toHaveLength(2);
});

test("a reply that was changed says that its translation is an older one, until it is asked for again", async () => {
  const asked = desk();
  show();
  await userEvent.click(await translate());
  const reply = await screen.findByRole("region", { name: "The reply in English" });
  await within(reply).findByText("English: It comes in ten days.");
  await userEvent.clear(editor());
  await userEvent.type(editor(), "Demain.");
  const after = await screen.findByRole("region", { name: "The reply in English" });
  expect(within(after).getByText(/before you changed it/)).toBeTruthy();
  await userEvent.click(within(after).getByRole("button", { name: "Translate the reply" }));
  await within(after).findByText("English: Demain.");
  expect(within(after).queryByText(/before you changed it/)).toBeNull();
  expect(asked.map((one) => one.reply)).toEqual([null, "It comes in ten days.", "Demain."]);
});

test("a failure is said as the desk says it, tried again when asked to, and never shown as a translation", async () => {
  const message = "This could not be translated. The model didn't answer in time.";
  const asked = desk({ code: "not_translated", message }, { code: "not_translated", message });
  show();
  await userEvent.click(await translate());
  const alerts = await screen.findAllByText(message);
  expect(screen.queryByText("Translated by machine")).toBeNull();
  expect(asked).toHaveLength(2);
  const [first] = alerts;
  const alert = first?.closest<HTMLElement>("[role=alert]");
  if (!alert) throw new Error("no alert");
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  await screen.findByText("Where is my lamp?");
  expect(asked).toHaveLength(3);
});

test("what a model wrote is text, whatever stands in it", async () => {
  desk();
  vi.stubGlobal("fetch", async (request: Request) => {
    if (!request.url.endsWith("/translation"))
      return Response.json({ items: [], findings: [], unsupported: [] });
    const { reply } = (await request.json()) as Asked;
    const original = reply ?? CONVERSATION.comment.text;
    return Response.json({
      to: "en",
      items: [{ original, text: "<img src=x> [approve](#)", shortened: true }],
    });
  });
  const { container } = show();
  await userEvent.click(await translate());
  expect(await screen.findAllByText("<img src=x> [approve](#)")).toHaveLength(2);
  expect(screen.getAllByText("Only the beginning was translated.")).toHaveLength(2);
  expect(container.querySelector("img")).toBeNull();
});

test("without a model for the page there is no button, no key, and no word of it in the list of keys", async () => {
  const asked = desk();
  show(me("other"));
  await screen.findByRole("button", { name: /^Saved replies/ });
  expect(screen.queryByRole("button", { name: /^Translate/ })).toBeNull();
  expect(isHeard("i")).toBe(false);
  expect(asked).toEqual([]);
});

test.each([
  [["shop"], 1],
  [[], 0],
])("the list of keys names the translation where there is one: %j", (pages, count) => {
  render(
    <MeContext value={me(...pages)}>
      <KeyHelp onClose={vi.fn()} />
    </MeContext>,
  );
  expect(screen.queryAllByText("Translate this conversation")).toHaveLength(count);
});

test("what an edit changed in the draft is shown word by word, struck through and underlined, and said", async () => {
  desk();
  const { container } = show();
  expect(screen.queryByRole("button", { name: /^Changes to the draft/ })).toBeNull();
  expect(isHeard("c")).toBe(false);
  await userEvent.clear(editor());
  await userEvent.type(editor(), "It comes in two days.");
  await userEvent.click(screen.getByRole("button", { name: /^Changes to the draft/ }));
  const changes = await screen.findByRole("region", { name: "From the draft to your reply" });
  const [removed, added] = [changes.querySelector("del"), changes.querySelector("ins")];
  expect(removed?.textContent).toBe("Removed: ten");
  expect(added?.textContent).toBe("Added: two");
  expect(announcement.get().words).toContain("is shown below");
  expect(await violations(container)).toEqual([]);
});

test("the palette offers both by name, where there is something to show", async () => {
  desk();
  const around = { me: me("shop"), path: "/comment/c1", views: [], go: vi.fn(), showKeys: vi.fn() };
  const offered = () => commandsHere(around).map(({ words }) => words);
  show();
  expect(offered()).toContain("Translate this conversation");
  expect(offered()).not.toContain("Show what changed in the draft");
  await userEvent.type(editor(), "!");
  expect(offered()).toContain("Show what changed in the draft");
});

test("the changes follow what is typed, and a key hides them", async () => {
  desk();
  show();
  await userEvent.type(editor(), " Promise!");
  await userEvent.keyboard("{Escape}c");
  const changes = await screen.findByRole("region", { name: "From the draft to your reply" });
  expect(changes.querySelector("ins")?.textContent).toBe("Added:  Promise!");
  await userEvent.type(editor(), "!");
  await waitFor(() => expect(changes.querySelector("ins")?.textContent).toBe("Added:  Promise!!"));
  await userEvent.keyboard("{Escape}c");
  await waitFor(() =>
    expect(screen.queryByRole("region", { name: "From the draft to your reply" })).toBeNull(),
  );
});
