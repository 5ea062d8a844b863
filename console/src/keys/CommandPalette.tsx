import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import { useLocation, useNavigate } from "react-router";

import { articlesQuery, EVERY_ARTICLE } from "../api/queries";
import { Icon } from "../parts/Icon";
import { viewsQuery } from "../queue/queries";
import { useMe } from "../session/me";
import { t } from "../texts";
import { articleCommands, type Command, commandsHere, searchCommands } from "./commands";
import { fitting } from "./fuzzy";
import "./palette.css";

const MOST = 40;
const ARTICLES = 8;
const NO_LETTERS: readonly number[] = [];

interface Shown {
  command: Command;
  at: readonly number[];
}

interface CommandPaletteProps {
  onClose: () => void;
  showKeys: () => void;
}

/** Everything that can be done from here, found by a few letters. */
export default function CommandPalette({ onClose, showKeys }: CommandPaletteProps) {
  const me = useMe();
  const navigate = useNavigate();
  const { pathname: path } = useLocation();
  const [typed, setTyped] = useState("");
  const looked = useDeferredValue(typed.trim());
  const views = useQuery(viewsQuery()).data?.items;
  const articles = useQuery(articlesQuery({ ...EVERY_ARTICLE, q: looked }, ARTICLES)).data?.items;

  const shown = useMemo((): Shown[] => {
    const go = (to: string): void => void navigate(to);
    const here = commandsHere({ me, path, views: views ?? [], go, showKeys });
    if (!looked) return here.map((command) => ({ command, at: NO_LETTERS }));
    const found = fitting(looked, here, (command) => command.words);
    // The desk found these articles by meaning, so their letters needn't fit.
    const others = [...articleCommands(articles ?? [], go), ...searchCommands(looked, go)];
    return [
      ...found.slice(0, MOST).map(({ item, fit }) => ({ command: item, at: fit.at })),
      ...others.map((command) => ({ command, at: NO_LETTERS })),
    ];
  }, [articles, looked, me, navigate, path, showKeys, views]);

  const act = (id: string): void => {
    const command = shown.find((one) => one.command.id === id)?.command;
    onClose();
    // Once the focus is back where it was: what is done may move it.
    if (command) requestAnimationFrame(() => requestAnimationFrame(command.run));
  };

  return (
    <ModalOverlay
      className="overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={t.palette.title}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField
              className="palette-field"
              aria-label={t.palette.placeholder}
              // eslint-disable-next-line jsx-a11y/no-autofocus -- the palette was asked for; one types at once
              autoFocus
              onKeyDown={(event) => {
                // With words in it, Escape empties the field first; here it closes.
                if (event.key === "Escape") onClose();
                else event.continuePropagation();
              }}
            >
              <Icon name="search" />
              <Input placeholder={t.palette.placeholder} />
            </SearchField>
            <ListBox
              className="menu palette-list"
              aria-label={t.palette.title}
              onAction={(key) => act(String(key))}
              renderEmptyState={() => <p className="palette-none">{t.palette.none}</p>}
            >
              {looked
                ? shown.map((one) => <Row key={one.command.id} shown={one} withGroup />)
                : groups(shown).map(([name, members]) => (
                    <ListBoxSection key={name} id={name}>
                      <Header className="menu-head">{name}</Header>
                      {members.map((one) => (
                        <Row key={one.command.id} shown={one} />
                      ))}
                    </ListBoxSection>
                  ))}
            </ListBox>
          </Autocomplete>
          <p className="quiet palette-hint">{t.palette.hint}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Row({ shown, withGroup = false }: { shown: Shown; withGroup?: boolean }) {
  const { command, at } = shown;
  return (
    <ListBoxItem id={command.id} className="menu-item" textValue={command.words} aria-label={nameOf(command)}>
      <span className="palette-words">
        <Marked words={command.words} at={at} />
      </span>
      <span className="menu-note palette-note">
        {withGroup && <span className="quiet">{command.group}</span>}
        {command.shown?.split(" ").map((part) => (
          <kbd key={part} className="key">
            {part}
          </kbd>
        ))}
      </span>
    </ListBoxItem>
  );
}

/** Read as a whole, whichever of its letters are marked. */
function nameOf({ words, shown, group }: Command): string {
  return shown ? `${words}, ${group}, ${shown}` : `${words}, ${group}`;
}

function Marked({ words, at }: { words: string; at: readonly number[] }) {
  if (at.length === 0) return words;
  const found = new Set(at);
  return runs(Array.from(words), found).map(({ text, isHit }, index) =>
    isHit ? (
      <b key={index} className="palette-hit">
        {text}
      </b>
    ) : (
      text
    ),
  );
}

/** Letters that belong together: found ones side by side, and those between. */
function runs(letters: readonly string[], found: ReadonlySet<number>): { text: string; isHit: boolean }[] {
  const pieces: { text: string; isHit: boolean }[] = [];
  letters.forEach((letter, index) => {
    const isHit = found.has(index);
    const last = pieces.at(-1);
    if (last?.isHit === isHit) last.text += letter;
    else pieces.push({ text: letter, isHit });
  });
  return pieces;
}

function groups(shown: readonly Shown[]): [string, Shown[]][] {
  const all = new Map<string, Shown[]>();
  for (const one of shown) {
    const members = all.get(one.command.group) ?? [];
    members.push(one);
    all.set(one.command.group, members);
  }
  return [...all];
}
