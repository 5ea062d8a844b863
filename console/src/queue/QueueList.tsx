import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation } from "react-router";

import { useKeys } from "../keys/useKeys";
import { Button } from "../parts/Button";
import { useStore } from "../parts/store";
import { maySomewhere, useMe } from "../session/me";
import { t } from "../texts";
import type { QueueItem } from "./contract";
import { QueueRow } from "./QueueRow";
import { rowsAround } from "./rowsAround";
import { pick, pickNone, pickRange, selection } from "./selection";
import { useForesight } from "./useForesight";
import { useOpen } from "./usePlace";
import { RowRuler, useRowHeight } from "./useRowHeight";
import { useSteady } from "./useSteady";

/** How many rows before the end of those loaded the next are fetched: at once near it, early while scrolling. */
const NEAR_END = 20;
const AHEAD = 150;

interface QueueListProps {
  items: readonly QueueItem[];
  total: number;
  selected: string | null;
  isStale: boolean;
  onEnd: () => void;
}

/** Only the rows in view exist, however many there are; one of them is in the tab order, arrows move between them. */
export function QueueList({ items, total, selected, isStale, onEnd }: QueueListProps) {
  const me = useMe();
  const open = useOpen();
  const { search } = useLocation();
  const { ids: picked } = useStore(selection);
  const mayPick = maySomewhere(me, "drafter");
  const scroller = useRef<HTMLDivElement>(null);
  const { height, ruler } = useRowHeight();
  const current = useMemo(
    () =>
      Math.max(
        0,
        items.findIndex((item) => item.id === selected),
      ),
    [items, selected],
  );

  // The same function while the list is the same: a new one has the range worked out anew.
  const rangeOf = useCallback((range: Range) => rowsAround(range, current), [current]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser holds its own state; the rows are memoised
  const virtual = useVirtualizer({
    // Rows are all of one height, so a place needs no name: the index is its key.
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
    rangeExtractor: rangeOf,
  });
  useEffect(() => {
    virtual.measure();
  }, [height, virtual]);
  const { above, toTop } = useSteady(scroller, virtual, items);

  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const ahead = (virtual.scrollOffset ?? 0) > 0 ? AHEAD : NEAR_END;
  useEffect(() => {
    if (last >= items.length - ahead) onEnd();
  }, [ahead, last, items.length, onEnd]);

  useEffect(() => {
    const index = items.findIndex((item) => item.id === selected);
    if (index >= 0) virtual.scrollToIndex(index, { align: "auto" });
    // Only when another comment is opened: a change of the list never scrolls to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  const focused = (): string | null =>
    scroller.current?.contains(document.activeElement) ? idAt(document.activeElement, items) : null;
  useKeys({
    ...(mayPick && {
      x: () => {
        const id = focused() ?? selected;
        if (id) pick(id);
      },
    }),
    ...(picked.size > 0 && { Escape: pickNone }),
  });

  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const row = (event.target as Element).closest("[data-index]");
    if (!step || !row) return;
    event.preventDefault();
    const from = Number(row.getAttribute("data-index"));
    const to = from + step;
    const [item, next] = [items[from], items[to]];
    if (!item || !next) return;
    if (event.shiftKey && mayPick) {
      if (!picked.has(item.id)) pick(item.id);
      pickRange(next.id);
    }
    virtual.scrollToIndex(to, { align: "auto" });
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"] a`)?.focus({ preventScroll: true });
    });
  };

  const click = (event: MouseEvent): void => {
    const id = (event.target as Element).closest("a") ? idAt(event.target as Element, items) : null;
    // With a modifier it is the browser's: a new tab or window.
    if (!id || event.button !== 0 || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.shiftKey && picked.size === 0) return;
    event.preventDefault();
    if (event.shiftKey) pickRange(id);
    else open(id, { focus: false });
  };

  const foresee = useForesight(useCallback((element: Element) => idAt(element, items), [items]));

  return (
    <div className="queue-body">
      {above > 0 && (
        <div className="queue-above">
          <Button icon="up" onPress={toTop}>
            {t.queue.more(above)}
          </Button>
        </div>
      )}
      <div className="queue-scroll" ref={scroller} data-stale={isStale || undefined}>
        <RowRuler ruler={ruler} />
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for the links inside */}
        <ul
          className="queue-list"
          style={{ height: virtual.getTotalSize() }}
          aria-label={t.queue.label}
          data-picking={picked.size > 0 || undefined}
          onKeyDown={move}
          onClick={click}
          onPointerOver={foresee}
        >
          {rows.map((row) => {
            const item = items[row.index];
            if (!item) return null;
            return (
              <li
                key={item.id}
                data-index={row.index}
                className="queue-place"
                style={{ transform: `translateY(${row.start}px)`, height }}
                aria-setsize={total}
                aria-posinset={row.index + 1}
              >
                <QueueRow
                  item={item}
                  search={search}
                  isOpen={item.id === selected}
                  isTabStop={row.index === current}
                  isPicked={mayPick ? picked.has(item.id) : null}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** The comment of the row that an element is in. */
function idAt(element: Element | null, items: readonly QueueItem[]): string | null {
  const index = element?.closest("[data-index]")?.getAttribute("data-index");
  return (index && items[Number(index)]?.id) || null;
}
