import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";

import { conversationKey } from "../api/queries";
import type { Conversation, Me, QueueItem } from "../api/types";
import { announcement } from "../live/announce";
import { order } from "../queue/order";
import { decisions, place } from "./decisions";
import { hidden } from "./hidden";
import { notices } from "./notices";
import { typed } from "./typed";
import { undoables } from "./undoable";

const me = { user: { name: "Grace" }, pages: [{ id: "p", undo_seconds: 10 }] } as unknown as Me;

const conversation = (state: string, version: number, more: object = {}): Conversation =>
  ({
    comment: { id: "c1", version, page_id: "p", author: "Jo", text: "Hello?", state },
    draft: { id: "d1", text: "Hi Jo." },
    reply: null,
    events: [],
    ...more,
  }) as unknown as Conversation;

const approved = conversation("approved", 2, {
  reply: {
    text: "Mine.",
    private: false,
    approved_by: "Grace",
    approved_at: "2026-11-23T20:00:00Z",
    send_after: "2026-11-23T20:00:07Z",
  },
});

/** The desk's answers in order, each when it is let go; what was asked is recorded. */
function desk(...answers: (() => Response)[]) {
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const body: unknown = request.method === "POST" ? await request.json() : null;
    asked.push({ path: new URL(request.url).pathname, body });
    const answer = answers.shift();
    if (!answer) throw new TypeError("nothing more was expected");
    return answer();
  });
  return asked;
}

const ok = (body: unknown) => () => Response.json(body);
const refused = (details: object) => () =>
  Response.json({ error: { code: "stale", message: "Look again.", details } }, { status: 409 });
const silence = () => {
  throw new TypeError("no network");
};

const opened = vi.fn<(id: string | null) => void>();
let queries: QueryClient;

beforeEach(() => {
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  opened.mockClear();
  place.set({ open: opened });
  order.set([{ id: "c1" }, { id: "c2" }] as QueueItem[]);
  hidden.set(new Set());
  notices.set([]);
  undoables.set([]);
  typed.set({});
  announcement.set({ words: "", count: 0 });
});

test("approving shows the next comment before the desk has answered", async () => {
  const asked = desk(ok(approved));
  decisions(queries, me).approve(conversation("waiting", 1), "Mine.", false);
  expect(opened).toHaveBeenCalledWith("c2");
  expect(hidden.get().has("c1")).toBe(true);
  expect(undoables.get()[0]?.stage).toBe("deciding");
  expect(announcement.get().words).toBe("");
  await vi.waitFor(() =>
    expect(undoables.get()[0]).toMatchObject({ stage: "open", version: 2, span: 7_000 }),
  );
  expect(announcement.get().words).toBe("Reply to Jo approved. It is sent in 7 seconds unless you undo it.");
  expect(asked[0]).toEqual({
    path: "/api/v1/comments/c1/approve",
    body: { version: 1, text: "Mine.", draft_id: "d1", confirmed: false, private: false },
  });
  expect(queries.getQueryData(conversationKey("c1"))).toMatchObject({ comment: { state: "approved" } });
});

test("when somebody was faster the comment is back, the text is kept and it is told what happened", async () => {
  const events = [{ id: 1, kind: "dismissed", actor: "Kit", data: { reason: "spam" } }];
  desk(refused({ conversation: conversation("dismissed", 2, { events }) }));
  decisions(queries, me).approve(conversation("waiting", 1), "Mine.", false);
  await vi.waitFor(() => expect(notices.get()).toHaveLength(1));
  expect(notices.get()[0]?.text).toBe("Kit dismissed it: spam. Look again. Your text is kept.");
  expect(typed.get()["c1"]?.text).toBe("Mine.");
  expect(hidden.get().size).toBe(0);
  expect(undoables.get()).toHaveLength(0);
  expect(announcement.get().words).toBe(""); // the notice is an alert and speaks for itself
});

test("an approval whose answer was lost is not told as a conflict when it is tried again", async () => {
  desk(silence, refused({ conversation: approved }));
  decisions(queries, me).approve(conversation("waiting", 1), "Mine.", false);
  await vi.waitFor(() => expect(notices.get()[0]?.again).toBeTruthy());
  expect(announcement.get().words).toBe("");
  expect(typed.get()["c1"]?.text).toBe("Mine.");
  notices.get()[0]?.again?.();
  await vi.waitFor(() => expect(queries.getQueryData(conversationKey("c1"))).toEqual(approved));
  expect(notices.get()).toHaveLength(0);
});

test("undo pressed before the approval is confirmed follows it with the confirmed version", async () => {
  const asked = desk(ok(approved), ok(conversation("waiting", 3)));
  const { approve, undo } = decisions(queries, me);
  approve(conversation("waiting", 1), "Mine.", false);
  undo("c1", null);
  await vi.waitFor(() => expect(opened).toHaveBeenLastCalledWith("c1"));
  expect(asked[1]).toEqual({ path: "/api/v1/comments/c1/undo", body: { version: 2 } });
  expect(typed.get()["c1"]?.text).toBe("Mine.");
});

test("when the window has passed, undo tells so and changes nothing", async () => {
  desk(() => Response.json({ error: { code: "conflict", message: "Already on its way." } }, { status: 409 }));
  decisions(queries, me).undo("c1", 2);
  await vi.waitFor(() => expect(notices.get()[0]?.text).toBe("Already on its way."));
  expect(opened).not.toHaveBeenCalled();
});

test("as the first of two it stays in the queue, is told as such and can be taken back", async () => {
  const first = { by: "Grace", at: "2026-11-23T20:00:00Z", text: "Mine.", mine: true };
  const asked = desk(
    ok(conversation("waiting", 2, { first_approval: first, reply: { text: "An older one." } })),
    ok(conversation("waiting", 3, { first_approval: null })),
  );
  const { approve, undo } = decisions(queries, me);
  approve(conversation("waiting", 1), "Mine.", false);
  await vi.waitFor(() =>
    expect(undoables.get()[0]).toMatchObject({ what: "first", stage: "open", version: 2 }),
  );
  expect(announcement.get().words).toMatch(/second person has to approve it/);
  expect(hidden.get().has("c1")).toBe(false);
  undo("c1", 2);
  await vi.waitFor(() => expect(undoables.get()).toHaveLength(0));
  expect(asked[1]).toEqual({ path: "/api/v1/comments/c1/undo", body: { version: 2 } });
});

test("a proposal leaves the comment on screen", async () => {
  const asked = desk(ok(conversation("waiting", 1)));
  decisions(queries, me).propose(conversation("waiting", 1), "Mine.");
  await vi.waitFor(() => expect(announcement.get().words).toMatch(/^Saved/));
  expect(asked[0]?.path).toBe("/api/v1/comments/c1/proposal");
  expect(opened).not.toHaveBeenCalled();
});
