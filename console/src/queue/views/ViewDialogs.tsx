import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { messageOf } from "../../api/errors";
import { announce } from "../../live/announce";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { maySomewhere, useMe } from "../../session/me";
import { t } from "../../texts";
import type { SavedView } from "../contract";
import { queryOf } from "../filters";
import { viewsQuery } from "../queries";
import { changeView, deleteView, saveView } from "../requests";
import { useFilters } from "../usePlace";
import { useFilterWords } from "../useFilterWords";
import type { ViewDialog } from "./dialog";

export default function ViewDialogs({ asked, onClose }: { asked: ViewDialog; onClose: () => void }) {
  if (asked?.kind === "save") return <Save onClose={onClose} />;
  if (asked?.kind === "change") return <Change view={asked.view} onClose={onClose} />;
  if (asked?.kind === "delete") return <Delete view={asked.view} onClose={onClose} />;
  return null;
}

/** One request at a time, its refusal in words, and the list of views read again after it. */
function useChange(onDone: () => void) {
  const queries = useQueryClient();
  const [error, setError] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const change = async (request: () => Promise<unknown>, said: string): Promise<void> => {
    setPending(true);
    try {
      await request();
      await queries.invalidateQueries({ queryKey: viewsQuery().queryKey });
      announce(said);
      onDone();
    } catch (problem) {
      setError(messageOf(problem));
      setPending(false);
    }
  };
  return { error, isPending, change };
}

function Save({ onClose }: { onClose: () => void }) {
  const filters = useFilters();
  const { said } = useFilterWords();
  return (
    <Naming
      title={t.places.saveTitle}
      text={t.places.saveText([t.queue.views[filters.view], ...said].join(", "))}
      given={{ name: "", shared: false }}
      save={(given) => saveView({ ...given, query: queryOf(filters) })}
      said={t.places.saved}
      onClose={onClose}
    />
  );
}

function Change({ view, onClose }: { view: SavedView; onClose: () => void }) {
  return (
    <Naming
      title={t.places.changeTitle(view.name)}
      text={view.mine ? t.places.changeText : t.places.changeTheirs}
      given={view}
      save={(given) => changeView(view.id, given)}
      said={t.places.changed}
      onClose={onClose}
    />
  );
}

interface Given {
  name: string;
  shared: boolean;
}

interface NamingProps {
  title: string;
  text: string;
  given: Given;
  save: (given: Given) => Promise<unknown>;
  said: (name: string) => string;
  onClose: () => void;
}

/** What a view is called, and whether everybody has it. */
function Naming({ title, text, given, save, said, onClose }: NamingProps) {
  const me = useMe();
  const [name, setName] = useState(given.name);
  const [shared, setShared] = useState(given.shared);
  const { error, isPending, change } = useChange(onClose);
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = { name: name.trim(), shared };
          if (wanted.name) void change(() => save(wanted), said(wanted.name));
        }}
      >
        <p className="quiet">{text}</p>
        {error && <Refused text={error} />}
        <Field
          label={t.places.name}
          placeholder={t.places.namePlaceholder}
          value={name}
          onChange={setName}
          maxLength={60}
          isRequired
          // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for; it has one field
          autoFocus
        />
        {(given.shared || maySomewhere(me, "drafter")) && (
          <label className="check">
            <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
            {t.places.share}
          </label>
        )}
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" type="submit" isPending={isPending}>
            {t.places.submit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

function Delete({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const { error, isPending, change } = useChange(onClose);
  return (
    <Dialog title={t.places.deleteTitle(view.name)} isOpen onClose={onClose}>
      <div className="dialog-body form">
        <p>{view.shared ? t.places.deleteShared : t.places.deleteText}</p>
        {error && <Refused text={error} />}
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button
            look="main"
            isPending={isPending}
            onPress={() => void change(() => deleteView(view.id), t.places.deleted(view.name))}
          >
            {t.places.deleteSubmit}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Refused({ text }: { text: string }) {
  return (
    <p className="form-error" role="alert">
      {t.places.failed}: {text}
    </p>
  );
}
