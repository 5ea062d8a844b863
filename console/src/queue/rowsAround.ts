import type { Range } from "@tanstack/react-virtual";

/** So many rows come and go together: drawing a few at a time costs less than one in every other frame. */
const STEP = 4;

/** The rows that exist: those in view with some around them, in whole steps, and the one that Tab leads to. */
export function rowsAround({ startIndex, endIndex, overscan, count }: Range, always: number): number[] {
  const from = Math.max(0, Math.floor((startIndex - overscan) / STEP) * STEP);
  const to = Math.min(count, Math.ceil((endIndex + 1 + overscan) / STEP) * STEP);
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  if (always < from) return [always, ...rows];
  return always < to ? rows : [...rows, always];
}
