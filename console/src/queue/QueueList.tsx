import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef } from "react";

import type { QueueItem } from "../api/types";
import { Button } from "../parts/Button";
import { t } from "../texts";
import { QueueRow } from "./QueueRow";
import { useSteady } from "./useSteady";

const ROW = 104;
const NEAR_END = 20;

interface QueueListProps {
  items: readonly QueueItem[];
  total: number;
  selected: string | null;
  isStale: boolean;
  onEnd: () => void;
}

/** Only the rows in view exist, however many there are; one of them is in the tab order, arrows move between them. */
export function QueueList({ items, total, selected, isStale, onEnd }: QueueListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const current = Math.max(
    0,
    items.findIndex((item) => item.id === selected),
  );

  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser holds its own state; this file memoises nothing
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 8,
    // The row that Tab leads to is always there.
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });
  const { above, toTop } = useSteady(scroller, virtual, items);

  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - NEAR_END) onEnd();
  }, [last, items.length, onEnd]);

  useEffect(() => {
    const index = items.findIndex((item) => item.id === selected);
    if (index >= 0) virtual.scrollToIndex(index, { align: "auto" });
    // Only when another comment is opened: a change of the list never scrolls to it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const row = (event.target as Element).closest("[data-index]");
    if (!step || !row) return;
    event.preventDefault();
    const to = Number(row.getAttribute("data-index")) + step;
    if (to < 0 || to >= items.length) return;
    virtual.scrollToIndex(to, { align: "auto" });
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"] a`)?.focus({ preventScroll: true });
    });
  };

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
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys between the links inside */}
        <ul
          className="queue-list"
          style={{ height: virtual.getTotalSize() }}
          aria-label={t.queue.label}
          onKeyDown={move}
        >
          {rows.map((row) => {
            const item = items[row.index];
            if (!item) return null;
            return (
              <li
                key={item.id}
                ref={virtual.measureElement}
                data-index={row.index}
                className="queue-place"
                style={{ transform: `translateY(${row.start}px)` }}
                aria-setsize={total}
                aria-posinset={row.index + 1}
              >
                <QueueRow item={item} isOpen={item.id === selected} isTabStop={row.index === current} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
