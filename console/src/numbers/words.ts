import { LOCALE } from "../app/language";
import { t } from "../texts";
import { inDigits, inPercent } from "../words/dates";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** "45 s", "12 min", "3 h 20 min", "2 d 4 h": as exact as somebody says it. */
export function duration(seconds: number | null): string {
  if (seconds === null) return t.numbers.cards.none;
  const whole = Math.round(seconds);
  if (whole < MINUTE) return t.numbers.duration.seconds(whole);
  const minutes = Math.round(whole / MINUTE);
  if (minutes < 60) return t.numbers.duration.minutes(minutes);
  if (minutes < 24 * 60) return t.numbers.duration.hours(Math.floor(minutes / 60), minutes % 60);
  const hours = Math.round(whole / HOUR);
  return t.numbers.duration.days(Math.floor(hours / 24), hours % 24);
}

/** "12 % more than in the 30 days before". */
export function compared(now: number, before: number, days: number): string {
  const span = t.numbers.daysBefore(days);
  if (before === 0) return t.numbers.compared.nothing(span);
  const share = inPercent(Math.abs(now / before - 1));
  if (share === inPercent(0)) return t.numbers.compared.same(span);
  return now > before ? t.numbers.compared.more(share, span) : t.numbers.compared.less(share, span);
}

/** "12 % faster than in the 30 days before". */
export function comparedTime(now: number | null, before: number | null, days: number): string {
  const span = t.numbers.daysBefore(days);
  if (now === null || before === null || before === 0) return t.numbers.compared.nothing(span);
  const share = inPercent(Math.abs(now / before - 1));
  if (share === inPercent(0)) return t.numbers.compared.same(span);
  return now < before ? t.numbers.compared.faster(share, span) : t.numbers.compared.slower(share, span);
}

/** "3 points up on the 30 days before", of two shares. */
export function comparedShare(now: number | null, before: number | null, days: number): string {
  const span = t.numbers.daysBefore(days);
  if (now === null || before === null) return t.numbers.compared.nothing(span);
  const points = Math.round(100 * now) - Math.round(100 * before);
  if (points === 0) return t.numbers.compared.same(span);
  return t.numbers.compared.points(inDigits(Math.abs(points)), points > 0, span);
}

/** A part of a whole; null where there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

export function percentOf(part: number, whole: number): string {
  const share = shareOf(part, whole);
  return share === null ? t.numbers.cards.none : inPercent(share);
}

const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const month = new Intl.DateTimeFormat(LOCALE, { month: "short", year: "numeric", timeZone: "UTC" });

/** A day without a time, such as 2026-11-23, in words; it is the same day wherever it is read. */
export const dayShort = (day: string): string => shortDay.format(Date.parse(day));
export const dayLong = (day: string): string => longDay.format(Date.parse(day));

interface Part {
  first: string;
  last: string;
}

/** What stands under a bar. */
export function partShort(part: Part, step: "day" | "week" | "month"): string {
  return step === "month" ? month.format(Date.parse(part.first)) : dayShort(part.first);
}

/** What a bar is called where there is room. */
export function partLong(part: Part): string {
  return part.first === part.last ? dayLong(part.first) : `${dayShort(part.first)} – ${dayLong(part.last)}`;
}

/** An outcome as the server names it, in words. */
export function outcomeWords(name: string): string {
  const words = t.numbers.outcomes;
  if (name.startsWith("dismissed:")) {
    const reason = name.slice("dismissed:".length);
    return `${words.dismissed}: ${named(t.dismissals, reason)}`;
  }
  if (name === "gave_up") return words.gaveUp;
  return name === "unchanged" || name === "edited" || name === "written" ? words[name] : name;
}

export function intentWords(name: string): string {
  return named(t.intents, name, t.numbers.comments.notKnown);
}

export function channelWords(name: string): string {
  return named(t.channels, name);
}

/** The words for a name that the desk may know before this console does. */
function named(words: Readonly<Record<string, string>>, name: string, otherwise = name): string {
  return words[name] ?? otherwise;
}
