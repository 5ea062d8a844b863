import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useSearchParams } from "react-router";

import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Key } from "../parts/Key";
import { useMe } from "../session/me";
import { t } from "../texts";
import { languageName, severityWords } from "../words/understood";
import { type Filters, INTENTS, narrowing, SEVERITIES, withChoice } from "./filters";
import { peopleQuery } from "./queries";
import { channelName } from "./useFilterWords";
import { useFilters } from "./usePlace";

const CHANNELS = Object.keys(t.channels);
/** Those that comments are likely in; one that the address names is offered too. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "da", "tr", "uk", "ar", "zh", "ja"];
const SWITCHES = ["mine", "unsure", "escalated", "safe"] as const;

interface FilterMenuProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function FilterMenu({ isOpen, onOpenChange }: FilterMenuProps) {
  const filters = useFilters();
  const [search, setSearch] = useSearchParams();
  const set = narrowing(filters).filter((name) => name !== "q");
  const choose = (name: keyof Filters, value: string | boolean): void =>
    setSearch(withChoice(search, name, value), { replace: true });
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <AriaButton className="button button-plain" aria-keyshortcuts="f">
        <Icon name="filter" />
        {t.narrow.open}
        <Key>f</Key>
      </AriaButton>
      <Popover className="popover filter-popover" placement="bottom start">
        <Dialog className="popover-dialog" aria-label={t.narrow.title}>
          <Choices filters={filters} choose={choose} />
          {set.length > 0 && (
            <Button
              look="quiet"
              onPress={() =>
                setSearch(
                  set.reduce((next, name) => withChoice(next, name, ""), search),
                  { replace: true },
                )
              }
            >
              {t.narrow.clear}
            </Button>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ChoicesProps {
  filters: Filters;
  choose: (name: keyof Filters, value: string | boolean) => void;
}

function Choices({ filters, choose }: ChoicesProps) {
  const me = useMe();
  const people = useQuery(peopleQuery()).data?.items ?? [];
  const languages = LANGUAGES.includes(filters.language) ? LANGUAGES : [...LANGUAGES, filters.language];
  const names = t.narrow.names;
  return (
    <div className="filter-fields">
      {me.pages.length > 1 && (
        <Choice label={names.page} value={filters.page} onChange={(value) => choose("page", value)}>
          {me.pages.map((page) => (
            <option key={page.id} value={page.id}>
              {page.name}
            </option>
          ))}
        </Choice>
      )}
      <Choice label={names.channel} value={filters.channel} onChange={(value) => choose("channel", value)}>
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {channelName(channel)}
          </option>
        ))}
      </Choice>
      <Choice label={names.intent} value={filters.intent} onChange={(value) => choose("intent", value)}>
        {INTENTS.map((intent) => (
          <option key={intent} value={intent}>
            {t.intents[intent]}
          </option>
        ))}
      </Choice>
      <Choice label={names.severity} value={filters.severity} onChange={(value) => choose("severity", value)}>
        {SEVERITIES.map((severity) => (
          <option key={severity} value={severity}>
            {`${severity}: ${severityWords(Number(severity))}`}
          </option>
        ))}
      </Choice>
      <Choice label={names.language} value={filters.language} onChange={(value) => choose("language", value)}>
        {languages.filter(Boolean).map((language) => (
          <option key={language} value={language}>
            {languageName(language)}
          </option>
        ))}
      </Choice>
      <Choice label={names.assignee} value={filters.assignee} onChange={(value) => choose("assignee", value)}>
        <option value="me">{t.narrow.me}</option>
        <option value="none">{t.narrow.nobody}</option>
        {people
          .filter((person) => person.id !== me.user.id)
          .map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
      </Choice>
      {SWITCHES.map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={filters[name]}
            onChange={(event) => choose(name, event.target.checked)}
          />
          {names[name]}
        </label>
      ))}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label className="filter-field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t.narrow.any}</option>
        {children}
      </select>
    </label>
  );
}
