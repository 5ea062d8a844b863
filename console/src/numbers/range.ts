/** Which days, page and channel the numbers are of; they live in the address. */
export interface Range {
  from: string;
  to: string;
  /** A preset of so many days up to today; null for days of one's own. */
  preset: Preset | null;
  page: string;
  channel: string;
}

export type Preset = 7 | 30 | 90;
export type Step = "day" | "week" | "month";

export const PRESETS: readonly Preset[] = [7, 30, 90];
export const CHANNELS = [
  "api",
  "blog",
  "bluesky",
  "chat",
  "email",
  "facebook",
  "instagram",
  "linkedin",
  "mastodon",
  "x",
] as const;
const DAY_MS = 86_400_000;
const BY_DAY = 92;
const BY_WEEK = 370;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The reader's day, such as 2026-11-23. */
export function today(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days, both ends included. */
export function lengthOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

export function isDay(text: string | null): text is string {
  return text !== null && DATE.test(text) && !Number.isNaN(Date.parse(text));
}

/** From the address; what makes no sense there counts as not given, and thirty days are the default. */
export function rangeOf(search: URLSearchParams, now: Date): Range {
  const page = search.get("page") ?? "";
  const channel = search.get("channel") ?? "";
  const from = search.get("from");
  const to = search.get("to");
  if (isDay(from) && isDay(to) && from <= to) return { from, to, preset: null, page, channel };
  const preset = PRESETS.find((days) => String(days) === search.get("days")) ?? 30;
  const last = today(now);
  return { from: daysLater(last, 1 - preset), to: last, preset, page, channel };
}

/** The address's search with changes; empty values don't stand in it. */
export function withChanges(search: URLSearchParams, changes: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** What one bar stands for, so that a year is still readable. */
export function stepOf(range: Range): Step {
  const days = lengthOf(range.from, range.to);
  return days <= BY_DAY ? "day" : days <= BY_WEEK ? "week" : "month";
}

export function zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** The query of the desk's operations. */
export function queryOf(range: Range): Record<"from" | "to" | "zone", string> & {
  page?: string;
  channel?: string;
} {
  return {
    from: range.from,
    to: range.to,
    zone: zone(),
    ...(range.page && { page: range.page }),
    ...(range.channel && { channel: range.channel }),
  };
}

/** Where the comments behind a figure are listed; `changes` narrow it, or its days. */
export function behindPath(range: Range, figure: string, changes: Record<string, string> = {}): string {
  const { from, to, page, channel } = range;
  const search = withChanges(new URLSearchParams(), { figure, from, to, page, channel, ...changes });
  return `/numbers/comments?${search}`;
}

export function csvPath(range: Range, figure: string): string {
  return `/api/v1/numbers.csv?${new URLSearchParams({ figure, ...queryOf(range), step: stepOf(range) })}`;
}
