import { fill } from "./texts/choose";
import type { PageInfo, Texts } from "./types";

const DAY = 1440;

/** What a visitor may expect, from the page's real times, rounded up; nothing where too little is known. */
export function replyTime(info: PageInfo | undefined, texts: Texts, language: string): string {
  const median = info?.reply_time.median_minutes;
  const opens = info?.reply_time.opens_at;
  const person = median == null ? texts.person : fill(texts.usually, duration(median, language));
  if (!info || info.reply_time.open_now || !opens) return person;
  return `${person} ${fill(texts.away, moment(opens, language, { weekday: "short" }))}`;
}

/** 7 → "10 minutes", 130 → "3 hours", 3000 → "3 days", in the visitor's language. */
export function duration(minutes: number, language: string): string {
  const [step, unit, size] =
    minutes <= 55 ? [5, "minute", 1] : minutes <= DAY ? [1, "hour", 60] : [1, "day", DAY];
  const count = Math.ceil(minutes / size / step) * step;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** The time of day in the visitor's zone, with the day where it isn't today. */
export function moment(at: string, language: string, day: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(language, { ...(today ? {} : day), hour: "2-digit", minute: "2-digit" });
}
