import { useQuery } from "@tanstack/react-query";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, useFilter } from "react-aria-components";

import { messageOf } from "../api/errors";
import { peopleQuery } from "../api/together";
import { Dialog } from "../parts/Dialog";
import { Skeleton } from "../parts/states";
import { t } from "../texts";

interface AssignDialogProps {
  page: string;
  me: string;
  now: string | null;
  onClose: () => void;
  onAssign: (assignee: string | null, name: string | null) => void;
}

const NOBODY = "nobody";

/** M, Enter takes it oneself; a few letters and Enter give it to a colleague. */
export function AssignDialog({ page, me, now, onClose, onAssign }: AssignDialogProps) {
  const people = useQuery(peopleQuery(page));
  const { contains } = useFilter({ sensitivity: "base" });
  const able = (people.data ?? []).filter((person) => person.role !== "viewer");
  const ordered = [...able.filter(({ id }) => id === me), ...able.filter(({ id }) => id !== me)];
  const note = (id: string | null, more = ""): string =>
    [more, id === now ? t.together.asNow : ""].filter(Boolean).join(", ");
  const choose = (key: string): void => {
    const id = key === NOBODY ? null : key;
    if (id === now) onClose();
    else onAssign(id, ordered.find((person) => person.id === id)?.name ?? null);
  };
  return (
    <Dialog title={t.together.assignTitle} isOpen onClose={onClose}>
      {people.data ? (
        <Autocomplete filter={contains}>
          <SearchField
            className="field assign-search"
            aria-label={t.together.findPerson}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for, with one field
            autoFocus
          >
            <Input placeholder={t.together.findPerson} />
          </SearchField>
          <ListBox
            className="menu assign-list"
            aria-label={t.together.assignTitle}
            onAction={(key) => choose(String(key))}
            renderEmptyState={() => <p className="quiet">{t.together.noPerson}</p>}
          >
            {ordered.map((person) => (
              <ListBoxItem key={person.id} id={person.id} className="menu-item" textValue={person.name}>
                {person.id === me ? t.together.you(person.name) : person.name}
                <span className="quiet menu-note">
                  {note(person.id, person.away ? t.together.away : t.menu.role[person.role])}
                </span>
              </ListBoxItem>
            ))}
            <ListBoxItem id={NOBODY} className="menu-item" textValue={t.together.nobody}>
              {t.together.nobody}
              <span className="quiet menu-note">{note(null)}</span>
            </ListBoxItem>
          </ListBox>
        </Autocomplete>
      ) : people.error ? (
        <p className="dialog-body" role="alert">
          {t.together.peopleFailed} {messageOf(people.error)}
        </p>
      ) : (
        <Skeleton rows={3} label={t.loading} />
      )}
    </Dialog>
  );
}
