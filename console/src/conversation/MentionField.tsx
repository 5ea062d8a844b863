import { type KeyboardEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";

import type { Person } from "../api/together";
import { announce } from "../live/announce";
import { t } from "../texts";
import { completed, type Mention, mentionAt, suggested } from "../words/mentions";

interface MentionFieldProps {
  id: string;
  label: string;
  hint: string;
  value: string;
  people: readonly Person[];
  onChange: (text: string) => void;
  onPick: (person: Person) => void;
  onSubmit: () => void;
}

/**
 * A text field in which @ offers colleagues: arrows choose, Enter or Tab takes, Escape closes. The field keeps the
 * focus and names the chosen one, as a combobox's does; its role stays a text box's, the only one a textarea may have.
 */
export function MentionField(props: MentionFieldProps) {
  const { id, label, hint, value, people, onChange, onPick, onSubmit } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [mention, setMention] = useState<Mention | null>(null);
  const [chosen, setChosen] = useState(0);
  const found = mention ? suggested(mention.query, people) : [];
  const isOpen = found.length > 0;

  const look = (text: string, caret: number): void => {
    const next = mentionAt(text, caret);
    setMention(next);
    setChosen(0);
    const count = next ? suggested(next.query, people).length : 0;
    if (count > 0 && (count !== found.length || !isOpen)) announce(t.together.notes.found(count));
  };
  const take = (person: Person): void => {
    if (!mention) return;
    const [text, caret] = completed(
      value,
      field.current?.selectionStart ?? value.length,
      mention,
      person.name,
    );
    // At once, so that what is typed next stands behind it, however quickly it comes.
    flushSync(() => {
      onChange(text);
      onPick(person);
      setMention(null);
    });
    field.current?.focus();
    field.current?.setSelectionRange(caret, caret);
  };
  const press = (event: KeyboardEvent): void => {
    const person = found[chosen];
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
    } else if (!isOpen || !person) {
      if (event.key === "Escape") {
        field.current?.blur();
        document.getElementById("conversation-title")?.focus({ preventScroll: true });
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setChosen((chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take(person);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setMention(null);
    }
  };
  return (
    <div className="field mention">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        rows={2}
        value={value}
        dir="auto"
        aria-describedby={`${id}-hint`}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen ? `${list}-${chosen}` : undefined}
        aria-keyshortcuts="n Control+Enter"
        onChange={(event) => {
          onChange(event.target.value);
          look(event.target.value, event.target.selectionStart);
        }}
        onBlur={() => setMention(null)}
        onKeyDown={press}
      />
      {isOpen && (
        <ul id={list} className="menu mention-list" role="listbox" aria-label={t.together.notes.people}>
          {found.map((person, index) => (
            // The field's arrows choose and its Enter takes: the options themselves are for the pointer.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={person.id}
              id={`${list}-${index}`}
              className="menu-item"
              role="option"
              aria-selected={index === chosen}
              data-focused={index === chosen || undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              {person.name}
              <span className="quiet menu-note">{t.menu.role[person.role]}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
