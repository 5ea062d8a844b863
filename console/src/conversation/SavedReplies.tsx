import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

import { savedQuery } from "../api/saved";
import type { Conversation } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { useMe } from "../session/me";
import { t } from "../texts";
import { fill, firstUnfilled, matching, type SavedReply, tokenAt } from "../words/saved";
import "./saved.css";

interface SavedRepliesProps {
  conversation: Conversation;
  editor: RefObject<HTMLTextAreaElement | null>;
  onText: (text: string) => void;
}

interface Typed {
  start: number;
  end: number;
  query: string;
}

/** Puts saved replies into the editor: “;” and a shortcut lists them, arrows choose, Enter or a press puts one in. */
export default function SavedReplies({ conversation, editor, onText }: SavedRepliesProps) {
  const me = useMe();
  const { comment } = conversation;
  const [typed, setTyped] = useState<Typed | null>(null);
  const [chosen, setChosen] = useState(0);
  const replies = useQuery({ ...savedQuery(comment.page_id), enabled: typed !== null });
  const found = typed && replies.data ? matching(replies.data.items, typed.query) : [];
  const active = Math.min(chosen, Math.max(found.length - 1, 0));

  const insert = (reply: SavedReply): void => {
    const field = editor.current;
    if (!field || !typed) return;
    const text = fill(reply.text, {
      author: comment.author,
      page: me.pages.find((page) => page.id === comment.page_id)?.name ?? null,
      agent: me.user.name,
    });
    // At once, so that what is typed next stands behind it, however quickly it comes.
    flushSync(() => {
      onText(field.value.slice(0, typed.start) + text + field.value.slice(typed.end));
      setTyped(null);
    });
    const gap = firstUnfilled(text);
    const [start, end] = gap ? [gap.start, gap.end] : [text.length, text.length];
    field.focus();
    field.setSelectionRange(typed.start + start, typed.start + end);
    announce(t.saved.inserted(reply.title));
  };

  // The field's own keys are looked at first, and only while the list is open.
  const latest = useRef({ typed, found, active, insert });
  useEffect(() => {
    latest.current = { typed, found, active, insert };
  });
  useEffect(() => {
    const field = editor.current;
    if (!field) return;
    const look = (): void => {
      const token = field.readOnly ? null : tokenAt(field.value, field.selectionStart);
      setTyped(token && { ...token, end: field.selectionStart });
      setChosen(0);
    };
    const press = (event: KeyboardEvent): void => {
      const now = latest.current;
      const reply = now.found[now.active];
      if (!now.typed || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (event.key === "Escape") setTyped(null);
      else if (event.key === "ArrowDown" && reply) setChosen((now.active + 1) % now.found.length);
      else if (event.key === "ArrowUp" && reply)
        setChosen((now.active - 1 + now.found.length) % now.found.length);
      else if ((event.key === "Enter" || event.key === "Tab") && reply) now.insert(reply);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    field.addEventListener("input", look);
    field.addEventListener("keydown", press, true);
    return () => {
      field.removeEventListener("input", look);
      field.removeEventListener("keydown", press, true);
    };
  }, [editor]);

  const first = found[0]?.title;
  useEffect(() => {
    if (first !== undefined) announce(t.saved.found(found.length, first));
  }, [first, found.length]);

  return (
    <div className="saved">
      <Button
        look="quiet"
        shortcut=";"
        onPress={() => {
          const field = editor.current;
          if (!field) return;
          const at = field.selectionEnd;
          const before = field.value.slice(0, at);
          const sign = before === "" || /\s$/.test(before) ? ";" : " ;";
          onText(before + sign + field.value.slice(at));
          const end = at + sign.length;
          setTyped({ start: end - 1, end, query: "" });
          setChosen(0);
          requestAnimationFrame(() => {
            field.focus();
            field.setSelectionRange(end, end);
          });
        }}
      >
        {t.saved.insert}
      </Button>
      {typed && replies.data && (
        <div className="saved-list">
          {found.length > 0 ? (
            <ul aria-label={t.saved.list}>
              {found.map((reply, index) => (
                <li key={reply.id}>
                  <button
                    type="button"
                    tabIndex={-1}
                    className="saved-choice"
                    data-active={index === active || undefined}
                    // The field keeps its focus and its caret.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => insert(reply)}
                  >
                    <span>
                      <kbd className="key">;{reply.shortcut}</kbd> {reply.title}
                    </span>
                    <span className="quiet saved-start">{reply.text}</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            <p className="quiet">{replies.data.items.length > 0 ? t.saved.nothing : t.saved.empty}</p>
          )}
        </div>
      )}
    </div>
  );
}
