import { useQuery } from "@tanstack/react-query";

import { useMe } from "../session/me";
import { t } from "../texts";
import { languageName } from "../words/understood";
import type { Filters, Narrowing } from "./filters";
import { narrowing } from "./filters";
import { peopleQuery } from "./queries";
import { useFilters } from "./usePlace";

interface FilterWords {
  chips: { name: Narrowing; words: string }[];
  /** The same as words of a sentence. */
  said: string[];
}

/** The filters that are set, as a person would say them. */
export function useFilterWords(): FilterWords {
  const me = useMe();
  const filters = useFilters();
  const people = useQuery({ ...peopleQuery(), enabled: isSomebody(filters.assignee) }).data?.items;
  const valueOf = (name: Narrowing): string => {
    if (name === "page") return me.pages.find((page) => page.id === filters.page)?.name ?? filters.page;
    if (name === "channel") return channelName(filters.channel);
    if (name === "intent") return filters.intent && t.intents[filters.intent];
    if (name === "language") return languageName(filters.language);
    if (name === "assignee") {
      if (filters.assignee === "me") return t.narrow.me;
      if (filters.assignee === "none") return t.narrow.nobody;
      return people?.find((person) => person.id === filters.assignee)?.name ?? t.narrow.somebody;
    }
    return String(filters[name]);
  };
  const chips = narrowing(filters).map((name) => ({ name, words: wordsFor(name, filters, valueOf) }));
  return { chips, said: chips.map((chip) => chip.words) };
}

function wordsFor(name: Narrowing, filters: Filters, valueOf: (name: Narrowing) => string): string {
  if (typeof filters[name] === "boolean") return t.narrow.names[name];
  return t.narrow.chip(t.narrow.names[name], valueOf(name));
}

const isSomebody = (assignee: string): boolean => !["", "me", "none"].includes(assignee);

export function channelName(channel: string): string {
  return channel in t.channels ? t.channels[channel as keyof typeof t.channels] : channel;
}
