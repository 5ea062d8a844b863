import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";

import type { Intent } from "../api/types";
import { Icon } from "../parts/Icon";
import { useMe } from "../session/me";
import { t } from "../texts";
import { useFilters } from "./usePlace";

const INTENTS: readonly Intent[] = ["complaint", "question", "praise", "other"];
const PAUSE_MS = 250;

export function QueueFilters({ total }: { total: number | null }) {
  const me = useMe();
  const filters = useFilters();
  const [, setSearch] = useSearchParams();
  const [words, setWords] = useState(filters.q);

  const choose = (name: "page" | "intent" | "q", value: string): void => {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  };

  useEffect(() => {
    if (words.trim() === filters.q) return;
    const timer = window.setTimeout(() => choose("q", words.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
    // Only typing starts the pause; `choose` is new on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [words]);

  // The address changed by other means: "clear", a link, the back button.
  const [known, setKnown] = useState(filters.q);
  if (known !== filters.q) {
    setKnown(filters.q);
    if (words.trim() !== filters.q) setWords(filters.q);
  }

  return (
    <search className="filters">
      <div className="filter-words">
        <Icon name="search" />
        <input
          id="queue-search"
          type="search"
          value={words}
          placeholder={t.queue.search}
          aria-label={t.queue.search}
          aria-keyshortcuts="/"
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <div className="filter-choices">
        <select
          aria-label={t.queue.intent}
          value={filters.intent}
          onChange={(event) => choose("intent", event.target.value)}
        >
          <option value="">{t.queue.everyIntent}</option>
          {INTENTS.map((intent) => (
            <option key={intent} value={intent}>
              {t.intents[intent]}
            </option>
          ))}
        </select>
        {me.pages.length > 1 && (
          <select
            aria-label={t.queue.page}
            value={filters.page}
            onChange={(event) => choose("page", event.target.value)}
          >
            <option value="">{t.queue.everyPage}</option>
            {me.pages.map((page) => (
              <option key={page.id} value={page.id}>
                {page.name}
              </option>
            ))}
          </select>
        )}
        <span className="filter-total">{total === null ? "" : t.queue.total(total)}</span>
      </div>
    </search>
  );
}
