import { LOCALE } from "../app/language";
import { t } from "../texts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto", style: "short" });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const short = new Intl.DateTimeFormat(LOCALE, { weekday: "short", hour: "2-digit", minute: "2-digit" });
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 0 });
const number = new Intl.NumberFormat(LOCALE);

/** "4 min", "3 h", "2 d": how long ago, as short as a row needs. */
export function age(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at));
  if (passed < MINUTE) return t.time.now;
  if (passed < HOUR) return t.time.minutes(Math.floor(passed / MINUTE));
  if (passed < DAY) return t.time.hours(Math.floor(passed / HOUR));
  if (passed < 14 * DAY) return t.time.days(Math.floor(passed / DAY));
  return day.format(Date.parse(at));
}

/** "4 min ago", "yesterday": the same in a sentence. */
export function ago(at: string, now: number): string {
  const passed = now - Date.parse(at);
  if (passed < MINUTE) return t.time.justNow;
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), "hour");
  if (passed < 14 * DAY) return relative.format(-Math.floor(passed / DAY), "day");
  return day.format(Date.parse(at));
}

/** The moment in full, in the reader's own time zone. */
export const moment = (at: string): string => full.format(Date.parse(at));
/** "Mon 09:00", for a time within a week. */
export const shortMoment = (at: string): string => short.format(Date.parse(at)).replace(",", "");
export const timeOfDay = (at: string): string => clock.format(Date.parse(at));
export const dateOnly = (at: string): string => day.format(Date.parse(at));
export const inPercent = (share: number): string => percent.format(share);
export const inDigits = (count: number): string => number.format(count);

const near = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** "Mon 30 Nov, 09:00": a moment that is not far, in the reader's own time zone. */
export const momentShort = (at: string): string => near.format(Date.parse(at));
