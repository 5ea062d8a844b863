import type { QueryClient } from "@tanstack/react-query";

import { isConflict, messageOf, Unreachable } from "../api/errors";
import type { Conversation, Dismissal, Intent, Me } from "../api/types";
import { lastWords } from "../conversation/plainWords";
import { announce } from "../live/announce";
import { createStore } from "../parts/store";
import { following } from "../queue/order";
import { refreshAround } from "../queue/refresh";
import { t } from "../texts";
import { hide, unhide } from "./hidden";
import { notify } from "./notices";
import { asItIs, confirmed, isOwnApproval } from "./outcome";
import { type Decision, decide } from "./requests";
import { keepTyped } from "./typed";
import { approvals, changeUndo, dropUndo, offerUndo, undoables } from "./undoable";

const DISMISSAL_STAYS_MS = 10_000;

/** What a person can decide about a comment. */
export interface Decide {
  /** `toAuthor`: for the author alone. */
  approve: (conversation: Conversation, text: string, sure: boolean, toAuthor?: boolean) => void;
  dismiss: (conversation: Conversation, reason: Dismissal, note: string | null) => void;
  undo: (comment: string, version: number | null) => void;
  relabel: (conversation: Conversation, intent: Intent) => void;
  /** Keep a text for whoever may approve it. */
  propose: (conversation: Conversation, text: string) => void;
  /** Ask for another draft; the hint says what it should rest on or say. */
  redraft: (conversation: Conversation, hint: string | null) => void;
  /** The three ways out of a reply that went wrong. */
  ask: (conversation: Conversation, kind: "retry" | "give-up" | "mark-sent") => void;
  /** What became of a reply that a person carries over by hand. */
  posted: (conversation: Conversation) => void;
  notPosted: (conversation: Conversation, reason: string) => void;
}

/** Opens a comment as the queue is filtered at that moment: a request may end after the person has moved on. */
export const place = createStore<{ open: (id: string | null) => void }>({ open: () => undefined });

/** Decisions are shown at once, confirmed by the desk, and taken back from the screen when it refuses. */
export function decisions(queries: QueryClient, me: Me): Decide {
  async function approve(
    conversation: Conversation,
    text: string,
    sure: boolean,
    toAuthor: boolean,
  ): Promise<void> {
    const { comment, draft } = conversation;
    const span = 1000 * (me.pages.find((page) => page.id === comment.page_id)?.undo_seconds ?? 0);
    const author = comment.author ?? t.someone;
    if (text.trim() !== draft?.text.trim()) keepTyped(comment.id, { text, draftId: draft?.id ?? null });
    const entry = {
      comment: comment.id,
      author,
      what: "approved",
      stage: "deciding",
      version: null,
    } as const;
    offerUndo({ ...entry, until: Date.now() + span, span });
    const decision = {
      kind: "approve",
      version: comment.version,
      text,
      draft_id: draft?.id ?? null,
      confirmed: sure,
      private: toAuthor,
    } as const;
    const again = (): void => void approve(conversation, text, sure, toAuthor);
    const after = await leave(conversation, decision, again);
    if (after?.first_approval?.mine) {
      changeUndo(comment.id, { what: "first" });
      if (openWindow(after, DISMISSAL_STAYS_MS)) announce(t.approval.said(author));
    } else if (after?.reply) {
      // The window's length, not its end: this machine's clock may be wrong.
      approvals.set((count) => count + 1);
      const window = Date.parse(after.reply.send_after) - Date.parse(after.reply.approved_at);
      if (openWindow(after, window)) announce(t.decided.approved(author, Math.round(window / 1000)));
    }
  }

  async function dismiss(conversation: Conversation, reason: Dismissal, note: string | null): Promise<void> {
    const { comment } = conversation;
    const author = comment.author ?? t.someone;
    const until = Date.now() + DISMISSAL_STAYS_MS;
    const entry = {
      comment: comment.id,
      author,
      what: "dismissed",
      stage: "deciding",
      version: null,
    } as const;
    offerUndo({ ...entry, until, span: DISMISSAL_STAYS_MS });
    const decision = { kind: "dismiss", version: comment.version, reason, note } as const;
    const after = await leave(conversation, decision, () => void dismiss(conversation, reason, note));
    if (after && openWindow(after, DISMISSAL_STAYS_MS)) announce(t.decided.dismissed(author));
  }

  async function undo(id: string, version: number | null): Promise<void> {
    const entry = undoables.get().find((other) => other.comment === id);
    changeUndo(id, { stage: "undoing" });
    const known = version ?? entry?.version ?? null;
    if (known === null) return; // still being decided; it is taken back as soon as that is confirmed
    try {
      confirmed(queries, await decide(id, { kind: "undo", version: known }));
      announce(t.decided.undone);
      place.get().open(id);
      void refreshAround(queries, [id]);
    } catch (error) {
      if (isConflict(error)) await queries.invalidateQueries({ queryKey: ["conversation", id] });
      notify({ title: t.refused.undo, text: messageOf(error), comment: id, again: null });
    } finally {
      dropUndo(id);
    }
  }

  /** After these the comment leaves the queue: the next one is shown before the desk has answered. */
  async function leave(
    conversation: Conversation,
    decision: Decision,
    again: () => void,
  ): Promise<Conversation | null> {
    const { id } = conversation.comment;
    const next = following(id);
    hide(id);
    place.get().open(next === id ? null : next);
    try {
      const after = await decide(id, decision);
      confirmed(queries, after);
      return after;
    } catch (error) {
      unhide(id);
      dropUndo(id);
      await explain(error, conversation, decision, again);
      return null;
    }
  }

  /** After these it stays on screen. */
  async function stay(conversation: Conversation, decision: Decision, said: string): Promise<void> {
    try {
      confirmed(queries, await decide(conversation.comment.id, decision));
      announce(said);
      void refreshAround(queries, [conversation.comment.id]);
    } catch (error) {
      await explain(error, conversation, decision, () => void stay(conversation, decision, said));
    }
  }

  /** False where it was already to be taken back. */
  function openWindow(after: Conversation, span: number): boolean {
    const { id, version } = after.comment;
    const wanted = undoables.get().find((entry) => entry.comment === id)?.stage === "undoing";
    if (wanted) void undo(id, version);
    else changeUndo(id, { stage: "open", version, until: Date.now() + span, span });
    return !wanted;
  }

  async function explain(
    error: unknown,
    conversation: Conversation,
    decision: Decision,
    again: () => void,
  ): Promise<void> {
    const { id, author } = conversation.comment;
    const name = author ?? t.someone;
    const kept = decision.kind !== "approve" ? "" : ` ${t.refused.kept}`;
    if (!isConflict(error)) {
      const title = error instanceof Unreachable ? t.refused.unreachable(name) : t.refused.other(name);
      notify({ title, text: `${messageOf(error)}${kept}`, comment: id, again });
      return;
    }
    const current = await asItIs(queries, id, error);
    if (current && decision.kind === "approve" && isOwnApproval(current, decision, me.user.name)) {
      confirmed(queries, current);
      return;
    }
    const happened = current ? lastWords(current.events, me.user.name, conversation.events) : "";
    const words = `${happened ? `${happened}. ` : ""}${error.message}${kept}`;
    notify({ title: t.refused.faster(name), text: words, comment: id, again: null });
  }

  return {
    approve: (conversation, text, sure, toAuthor = false) => void approve(conversation, text, sure, toAuthor),
    dismiss: (conversation, reason, note) => void dismiss(conversation, reason, note),
    undo: (comment, version) => void undo(comment, version),
    relabel: (conversation, intent) => {
      const decision = { kind: "relabel", version: conversation.comment.version, intent } as const;
      void stay(conversation, decision, t.decided.relabelled(t.intents[intent]));
    },
    propose: (conversation, text) => {
      const decision = { kind: "propose", version: conversation.comment.version, text } as const;
      void stay(conversation, decision, t.approval.proposed);
    },
    redraft: (conversation, hint) => {
      const decision = { kind: "redraft", version: conversation.comment.version, hint } as const;
      void stay(conversation, decision, t.decided.redraft);
    },
    posted: (conversation) => {
      const decision = { kind: "posted", version: conversation.comment.version } as const;
      void stay(conversation, decision, t.byHand.decided.posted);
    },
    notPosted: (conversation, reason) => {
      const decision = { kind: "not-posted", version: conversation.comment.version, reason } as const;
      void stay(conversation, decision, t.byHand.decided["not-posted"]);
    },
    ask: (conversation, kind) =>
      void stay(conversation, { kind, version: conversation.comment.version }, t.decided[kind]),
  };
}
