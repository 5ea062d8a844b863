import { moment } from "./moment";
import { fill } from "../texts/choose";
import type { Shown } from "../core";
import { moreEnglish } from "../texts/more";

const DAY = 1440;

/** What a visitor may expect, from the page's real times, rounded up; nothing where too little is known. */
export function replyTime(shown: Pick<Shown, "info" | "texts" | "language">): string {
  const { info, language } = shown;
  const texts = { ...moreEnglish, ...shown.texts };
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
