import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";

import type { Action, Present } from "../api/together";
import type { Conversation } from "../api/types";
import { place } from "../decisions/decisions";
import { act } from "../decisions/together";
import { useKeys } from "../keys/useKeys";
import { following } from "../queue/order";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { momentShort } from "../words/dates";
import { useEditing, usePresence } from "./usePresence";

export type Asking = "assign" | "snooze" | "escalate" | "take-over";

const OPEN_STATES = new Set(["received", "drafting", "waiting"]);

export interface Together {
  me: string;
  others: readonly Present[];
  /** Who edits the reply while this person doesn't: the editor is theirs until this person takes over. */
  locked: Present | null;
  /** Whether this person edits beside somebody else. */
  isEditing: boolean;
  mayAct: boolean;
  isOpen: boolean;
  asking: Asking | null;
  ask: (what: Asking | null) => void;
  takeOver: () => void;
  assign: (assignee: string | null, name: string | null) => void;
  snooze: (until: Date | null) => void;
  remind: (at: Date | null) => void;
  escalate: (note: string) => void;
}

/** What a person sees of colleagues at this comment, and what they can do together; with its keys. */
export function useTogether(
  conversation: Conversation,
  editor: RefObject<HTMLTextAreaElement | null>,
): Together {
  const { comment } = conversation;
  const me = useMe();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [taken, setTaken] = useState(false);
  const isOpen = OPEN_STATES.has(comment.state) && comment.deleted_at === null;
  const mayAct = may(me, "drafter", conversation.comment.page_id);

  // Reading who is here needs to know whether this person edits, and that depends on who is here: by asking, not by value.
  const [holder, setHolder] = useState<Present | null>(null);
  const isEditing = useEditing(editor, () => holder !== null && !taken) && isOpen && mayAct;
  const others = usePresence(comment.id, me.user.id, conversation.presence, isEditing);
  const editing = others.find((person) => person.mode === "editing") ?? null;
  if (editing?.id !== holder?.id) setHolder(editing);
  const locked = isOpen && mayAct && !taken && !isEditing ? editing : null;

  useEffect(() => {
    if (!locked) return;
    // The field is for reading only now, so typing in it says nothing by itself: ask instead.
    const press = (event: KeyboardEvent): void => {
      if (event.target !== editor.current || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length > 1 && !["Backspace", "Delete", "Enter"].includes(event.key)) return;
      event.preventDefault();
      setAsking("take-over");
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [editor, locked]);

  useKeys(
    mayAct
      ? {
          m: () => setAsking("assign"),
          s: () => isOpen && setAsking("snooze"),
          h: () => isOpen && !conversation.escalated && setAsking("escalate"),
          n: () => document.querySelector<HTMLElement>("#note")?.focus(),
        }
      : {},
  );

  const run = (action: Action, said: string): Promise<boolean> => {
    setAsking(null);
    return act(queries, me.user.name, conversation, action, said);
  };
  const { version } = comment;
  return {
    me: me.user.id,
    others,
    locked,
    isEditing,
    mayAct,
    isOpen,
    asking,
    ask: setAsking,
    takeOver() {
      setTaken(true);
      setAsking(null);
      // The field is writable with the next render.
      window.requestAnimationFrame(() => editor.current?.focus());
    },
    assign: (assignee, name) =>
      void run(
        { kind: "assign", version, assignee },
        name === null ? t.together.done.unassigned : t.together.done.assigned(name),
      ),
    snooze(until) {
      const at = until?.toISOString() ?? null;
      const said = at === null ? t.together.done.unsnoozed : t.together.done.snoozed(momentShort(at));
      const next = following(comment.id);
      void run({ kind: "snooze", version, until: at }, said).then((done) => {
        if (done && at !== null && next !== comment.id) place.get().open(next);
      });
    },
    remind(at) {
      const time = at?.toISOString() ?? null;
      const said = time === null ? t.together.done.noReminder : t.together.done.reminder(momentShort(time));
      void run({ kind: "remind", at: time }, said);
    },
    escalate: (note) => void run({ kind: "escalate", version, note }, t.together.done.escalated),
  };
}
