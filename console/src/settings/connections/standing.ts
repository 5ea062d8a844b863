import { t } from "../../texts";
import { momentShort, timeOfDay } from "../../words/dates";
import type { Standing } from "./channels";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SOON = 7 * DAY;
/** A time of day alone would be taken for today's. */
const SAME_DAY = 20 * HOUR;

export interface InWords {
  /** "bad": nothing works before somebody acts; "warn": it passes, or is worth a look. */
  look: "good" | "warn" | "bad" | "quiet";
  words: string;
}

/** How a connection stands, as a person would say it: what matters most. */
export function standingOf(one: Standing, now: number): InWords {
  const texts = t.platforms.standing;
  if (!one.connected) return { look: "quiet", words: texts.disconnected };
  if (one.trouble === "token" || one.trouble === "permission" || one.trouble === "missing")
    return { look: "bad", words: texts[one.trouble] };
  if (one.expires_at && Date.parse(one.expires_at) <= now) return { look: "bad", words: texts.ended };
  if (one.blocked_until && Date.parse(one.blocked_until) > now) {
    const when = timeAhead(one.blocked_until, now);
    return { look: "warn", words: one.trouble === "rate" ? texts.rate(when) : texts.away(when) };
  }
  if (one.expires_at && Date.parse(one.expires_at) - now < SOON) {
    const days = Math.floor((Date.parse(one.expires_at) - now) / DAY);
    return { look: "warn", words: days === 0 ? texts.endToday : texts.end(t.platforms.days(days)) };
  }
  if (one.trouble === "away" || one.trouble === "refused") return { look: "warn", words: texts.passing };
  if (one.silent_since) return { look: "warn", words: texts.silent(spanSince(one.silent_since, now)) };
  return { look: "good", words: texts.works };
}

/** "14:05", or with its day where that isn't today's. */
export function timeAhead(at: string, now: number): string {
  return Date.parse(at) - now < SAME_DAY ? timeOfDay(at) : momentShort(at);
}

function spanSince(at: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(at));
  return passed < 3 * DAY
    ? t.platforms.hours(Math.floor(passed / HOUR))
    : t.platforms.days(Math.floor(passed / DAY));
}
