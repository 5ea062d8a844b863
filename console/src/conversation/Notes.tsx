import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { messageOf } from "../api/errors";
import { addNote, type Note, peopleQuery } from "../api/together";
import type { Conversation } from "../api/types";
import { keepNote, noteDrafts } from "../decisions/noteDrafts";
import { confirmed } from "../decisions/outcome";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { MarkedText } from "../parts/MarkedText";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { mentioned } from "../words/mentions";
import { useNow } from "../words/useNow";
import { newUuid } from "../words/uuid";
import { MentionField } from "./MentionField";

/** What colleagues wrote for each other, and the field to add to it. */
export function Notes({ conversation, mayWrite }: { conversation: Conversation; mayWrite: boolean }) {
  const { comment, notes } = conversation;
  if (!mayWrite && notes.length === 0) return null;
  return (
    <section className="notes" aria-label={t.together.notes.label}>
      <h3>{t.together.notes.label}</h3>
      {notes.length > 0 && (
        <ol className="notes-list">
          {notes.map((note) => (
            <Written key={note.id} note={note} />
          ))}
        </ol>
      )}
      {mayWrite && <Write comment={comment.id} page={comment.page_id} />}
    </section>
  );
}

function Written({ note }: { note: Note }) {
  const now = useNow();
  const spans = note.mentions.flatMap(({ name }) => {
    const start = note.text.indexOf(`@${name}`);
    return start < 0 ? [] : [{ start, end: start + name.length + 1 }];
  });
  return (
    <li className="note">
      <p className="quiet note-head">
        <strong>{note.author}</strong>
        <time dateTime={note.at} title={moment(note.at)}>
          {ago(note.at, now)}
        </time>
      </p>
      <p className="note-text" dir="auto">
        <MarkedText
          text={note.text}
          spans={spans}
          mark={(words) => <mark className="mark-mention">{words}</mark>}
        />
      </p>
    </li>
  );
}

function Write({ comment, page }: { comment: string; page: string }) {
  const queries = useQueryClient();
  const text = useStore(noteDrafts)[comment] ?? "";
  const people = useQuery(peopleQuery(page)).data ?? [];
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  // The same note keeps its id until its words change, so that trying again after a break never adds it twice.
  const id = useRef(newUuid());
  const add = useMutation({
    mutationFn: () => addNote(comment, { id: id.current, text, mentions: mentioned(text, people, picked) }),
    onSuccess: (after) => {
      confirmed(queries, after);
      id.current = newUuid();
      setPicked(new Map());
      keepNote(comment, "");
      announce(t.together.notes.added);
    },
  });
  const submit = (): void => {
    if (text.trim() !== "" && !add.isPending) add.mutate();
  };
  return (
    <form
      className="form note-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <MentionField
        id="note"
        label={t.together.notes.write}
        hint={t.together.notes.hint}
        value={text}
        people={people}
        onChange={(next) => {
          id.current = newUuid();
          keepNote(comment, next);
          add.reset();
        }}
        onPick={(person) => setPicked((before) => new Map(before).set(person.name, person.id))}
        onSubmit={submit}
      />
      {add.error && (
        <p className="form-error" role="alert">
          {t.together.notes.failed} {messageOf(add.error)}
        </p>
      )}
      <div className="note-foot">
        <Button type="submit" isDisabled={text.trim() === ""} isPending={add.isPending}>
          {add.isPending ? t.together.notes.adding : t.together.notes.submit}
        </Button>
      </div>
    </form>
  );
}
