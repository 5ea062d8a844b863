import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

import type { QueueItem } from "../api/types";

const AT_TOP_PX = 4;
/** How many rows below the first in view may hold the place when that one has left. */
const NEARBY = 50;

/** How far the row that is first in view has moved: by how many rows, and how many of them are new above it. */
export function shiftOf(
  before: readonly string[],
  after: readonly string[],
  firstInView: number,
): { anchor: string; index: number; added: number } | null {
  const anchor = before.slice(firstInView, firstInView + NEARBY).find((id) => after.includes(id));
  if (anchor === undefined) return null;
  const index = after.indexOf(anchor);
  // Only where the two differ is looked at closely: lists are long, and changes few.
  let start = 0;
  const was = before.indexOf(anchor);
  while (start < was && start < index && before[start] === after[start]) start += 1;
  let end = 0;
  while (was - end > start && index - end > start && before[was - end - 1] === after[index - end - 1])
    end += 1;
  const came = after.slice(start, index - end);
  const known = came.length > NEARBY ? new Set(before) : null;
  const isNew = (id: string): boolean => !(known ? known.has(id) : before.includes(id));
  return { anchor, index, added: came.filter(isNew).length };
}

/**
 * Keeps what a person is reading where it is when rows come and go above it. At the top of an untouched list new
 * rows come in at once; otherwise they wait above, and their number is shown.
 */
export function useSteady(
  scroller: RefObject<HTMLDivElement | null>,
  virtual: Virtualizer<HTMLDivElement, Element>,
  items: readonly QueueItem[],
): { above: number; toTop: () => void } {
  const before = useRef<readonly string[]>([]);
  const inView = useRef({ index: 0, offset: 0 });
  const [above, setAbove] = useState(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    const ids = items.map((item) => item.id);
    const known = before.current;
    before.current = ids;
    if (!element || known.length === 0) return;
    const touched = element.matches(":hover") || element.contains(document.activeElement);
    if (element.scrollTop < AT_TOP_PX && !touched) return;
    const shift = shiftOf(known, ids, inView.current.index);
    if (!shift) return;
    const start = virtual.getOffsetForIndex(shift.index, "start")?.[0];
    if (start === undefined) return;
    const target = start + inView.current.offset;
    if (Math.abs(target - element.scrollTop) > 1) element.scrollTo({ top: target });
    if (shift.added > 0) setAbove((count) => count + shift.added);
  }, [items, scroller, virtual]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      const first = virtual.getVirtualItems().find((row) => row.end > element.scrollTop);
      inView.current = first
        ? { index: first.index, offset: element.scrollTop - first.start }
        : { index: 0, offset: 0 };
      if (element.scrollTop < AT_TOP_PX) setAbove(0);
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [scroller, virtual]);

  const toTop = (): void => {
    setAbove(0);
    scroller.current?.scrollTo({ top: 0 });
  };
  return { above, toTop };
}
