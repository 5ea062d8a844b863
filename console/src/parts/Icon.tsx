import type { ReactNode } from "react";

/** Drawn for this console on a 16 × 16 grid, 1.5 wide. */
const SHAPES = {
  approve: <path d="m3 8.500 3.200 3.200L13 5" />,
  dismiss: <path d="M4 4l8 8M12 4l-8 8" />,
  relabel: <path d="M2.500 3.500v4.200l6 6 4.700-4.700-6-6H3zM5.300 6.200v.1" />,
  redraft: <path d="M13 8a5 5 0 1 1-1.500-3.600M13 2.500v3h-3" />,
  edit: <path d="m3 13 .7-3L10.500 3.200l2.300 2.300L6 12.300zM9 4.700 11.300 7" />,
  undo: <path d="M5.500 3 2.800 5.700l2.700 2.700M3 5.700h6a3.600 3.600 0 0 1 0 7.300H6" />,
  next: <path d="m4 6 4 4 4-4" />,
  previous: <path d="m4 10 4-4 4 4" />,
  back: <path d="M10 3.500 5.500 8l4.500 4.500" />,
  search: <path d="M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300l3.200 3.200" />,
  alert: <path d="M8 2.500 14 13H2zM8 6.500v3M8 11.200v.1" />,
  question: <path d="M5.800 6A2.200 2.200 0 1 1 8 8.200v1.300M8 12v.1" />,
  complaint: <path d="M3 3h10v7.500H8L5 13v-2.500H3zM8 5v2.500M8 8.900v.1" />,
  praise: (
    <path d="M8 13S2.500 9.800 2.500 6.200a2.800 2.800 0 0 1 5.500-.8 2.800 2.800 0 0 1 5.500.8C13.500 9.800 8 13 8 13z" />
  ),
  other: <path d="M4 8h.1M8 8h.1M12 8h.1" />,
  keys: <path d="M2 4.500h12v7.500H2zM4.500 7h.1M7 7h.1M9.500 7h.1M11.700 7h.1M5 9.700h6" />,
  user: (
    <path d="M8 8a2.600 2.600 0 1 0 0-5.200A2.600 2.600 0 0 0 8 8zM3 13.500c.5-2.400 2.400-3.700 5-3.700s4.500 1.300 5 3.700" />
  ),
  link: <path d="M6.500 3.500H3.500v9h9v-3M9 3h4v4M13 3 7.500 8.500" />,
  article: <path d="M4 2.500h8v11H4zM6 5.500h4M6 8h4M6 10.500h2.500" />,
  lock: <path d="M4 7.500h8v6H4zM5.500 7.500V5.400a2.500 2.500 0 0 1 5 0v2.100" />,
  spark: (
    <path d="M8 2.500v3M8 10.500v3M2.500 8h3M10.500 8h3M4.400 4.400l1.700 1.700M9.900 9.900l1.700 1.700" />
  ),
  offline: (
    <path d="M2 2l12 12M4.500 8.500a5 5 0 0 1 2-1.400M2.200 6A9 9 0 0 1 5 4.200M8 12.300v.1M8.500 4.500A9 9 0 0 1 13.800 6M10 7.200a5 5 0 0 1 1.500 1.300" />
  ),
  up: <path d="M8 12.500v-9M4.200 7.200 8 3.500l3.800 3.700" />,
  queue: <path d="M2.500 3h11v10h-11zM2.500 9h3l1 1.500h3l1-1.500h3" />,
  add: <path d="M8 3v10M3 8h10" />,
  history: <path d="M3 8a5 5 0 1 0 1.600-3.700M3 2.500v3h3M8 5.300V8l2 1.500" />,
  remove: <path d="M3 4.500h10M6.500 4V2.700h3V4M4.500 4.500l.6 8.800h5.800l.6-8.800" />,
  save: <path d="M3 3h8l2 2v8H3zM5.500 3v3.500h5V3M5.500 13V9.500h5V13" />,
  command: <path d="m3.500 5 3 3-3 3M8.500 11.500h4" />,
  filter: <path d="M2.500 4h11M4.500 8h7M6.500 12h3" />,
  clock: <path d="M8 13.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM8 5v3.200l2.200 1.300" />,
  note: <path d="M3 3h10v6.500L9.500 13H3zM13 9.500H9.500V13" />,
  second: <path d="m1.500 8.500 3 3 5.500-6.500M8.500 11l.7.500 5.300-6.500" />,
  more: <path d="m6 3.500 4.500 4.500L6 12.500" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decoration only: the words beside it, or the control's name, say what it means. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
