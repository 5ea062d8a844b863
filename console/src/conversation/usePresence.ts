import { type RefObject, useEffect, useRef, useState } from "react";

import { beat, type Present } from "../api/together";
import { presenceChange } from "../live/presence";
import { newUuid } from "../words/uuid";

const BEAT_MS = 12_000;
const IDLE_MS = 120_000;
const TAB = newUuid();

/** Who else has the comment open; says every few seconds that this person has, and what they do. */
export function usePresence(
  comment: string,
  me: string,
  known: readonly Present[],
  isEditing: boolean,
): readonly Present[] {
  const [people, setPeople] = useState(known);
  const last = useRef<Promise<void>>(Promise.resolve());

  useEffect(() => {
    let ended = false;
    const say = (): void => {
      if (document.hidden) return; // nobody looks; without a sign of life the desk soon knows
      last.current = last.current
        .then(() => (ended ? null : beat(comment, isEditing ? "editing" : "viewing", TAB)))
        .then((found) => {
          if (found && !ended) setPeople(found);
        })
        .catch(() => {
          if (!ended) setPeople([]); // out of reach: the banner says so, and nothing is known any more
        });
    };
    say();
    const timer = window.setInterval(say, BEAT_MS);
    const unsubscribe = presenceChange.subscribe(() => {
      if (presenceChange.get().comment === comment) say();
    });
    document.addEventListener("visibilitychange", say);
    return () => {
      ended = true;
      window.clearInterval(timer);
      unsubscribe();
      document.removeEventListener("visibilitychange", say);
    };
  }, [comment, isEditing]);

  useEffect(() => {
    const leave = (): void => {
      beat(comment, "gone", TAB, true).catch(() => undefined);
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      void last.current.finally(leave); // after the last sign of life, which it would else be overtaken by
    };
  }, [comment]);

  return people.filter((person) => person.id !== me);
}

/** Whether this person is editing: they are in the editor, or typed in it a moment ago. */
export function useEditing(editor: RefObject<HTMLTextAreaElement | null>, isLocked: () => boolean): boolean {
  const [isEditing, setEditing] = useState(false);
  const locked = useRef(isLocked);
  useEffect(() => {
    locked.current = isLocked;
  });
  useEffect(() => {
    let timer: number | undefined;
    let typedHere = false;
    let editing = false;
    const end = (): void => {
      window.clearTimeout(timer);
      typedHere = editing = false;
      setEditing(false);
    };
    const touch = (event: Event): void => {
      // Who edits already goes on; a colleague who joins them locks nothing.
      if (event.target !== editor.current || (!editing && locked.current())) return;
      editing = true;
      typedHere ||= event.type === "input";
      setEditing(true);
      window.clearTimeout(timer);
      timer = window.setTimeout(end, IDLE_MS);
    };
    const out = (event: FocusEvent): void => {
      if (event.target === editor.current && !typedHere) end();
    };
    const kinds = ["focusin", "input", "keydown"] as const;
    kinds.forEach((kind) => document.addEventListener(kind, touch));
    document.addEventListener("focusout", out);
    return () => {
      kinds.forEach((kind) => document.removeEventListener(kind, touch));
      document.removeEventListener("focusout", out);
      window.clearTimeout(timer);
    };
  }, [editor]);
  return isEditing;
}
