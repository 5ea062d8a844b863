import { Suspense, useEffect, useState } from "react";
import { useSearchParams } from "react-router";

import { later } from "../app/later";
import { useKeys } from "../keys/useKeys";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { t } from "../texts";
import { withChoice } from "./filters";
import { useFilterWords } from "./useFilterWords";
import { useFilters } from "./usePlace";
import { viewDialog } from "./views/dialog";
import { usePlaces } from "./views/usePlaces";

const FilterMenu = later(() => import("./FilterMenu"));
const PAUSE_MS = 250;

/** Search, and what narrows the view: each filter that is set is a chip that takes it away. */
export function FilterBar({ total }: { total: number | null }) {
  const { chips } = useFilterWords();
  const { here } = usePlaces();
  const [search, setSearch] = useSearchParams();
  const [isOpen, setOpen] = useState(false);
  useKeys({ f: () => setOpen(true) });
  return (
    <search className="filters" aria-label={t.narrow.label}>
      <Words />
      <div className="filter-chips">
        <Suspense
          fallback={
            <Button icon="filter" isDisabled>
              {t.narrow.open}
            </Button>
          }
        >
          <FilterMenu isOpen={isOpen} onOpenChange={setOpen} />
        </Suspense>
        {chips
          .filter((chip) => chip.name !== "q")
          .map(({ name, words }) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-label={t.narrow.remove(words)}
              onClick={() => setSearch(withChoice(search, name, ""), { replace: true })}
            >
              <span className="chip-words">{words}</span>
              <Icon name="dismiss" size={13} />
            </button>
          ))}
        {!here.exact && (
          <Button look="quiet" icon="save" onPress={() => viewDialog.set({ kind: "save" })}>
            {t.places.save}
          </Button>
        )}
        <span className="filter-total">{total === null ? "" : t.queue.total(total)}</span>
      </div>
    </search>
  );
}

function Words() {
  const { q } = useFilters();
  const [, setSearch] = useSearchParams();
  const [words, setWords] = useState(q);

  useEffect(() => {
    const wanted = words.trim();
    if (wanted === q) return;
    const ask = (): void => setSearch((before) => withChoice(before, "q", wanted), { replace: true });
    const timer = window.setTimeout(ask, PAUSE_MS);
    return () => window.clearTimeout(timer);
    // Only typing starts the pause; `setSearch` is new on every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [words]);

  // The address changed by other means: "clear", a link, the back button.
  const [known, setKnown] = useState(q);
  if (known !== q) {
    setKnown(q);
    if (words.trim() !== q) setWords(q);
  }

  return (
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
  );
}
