import { t } from "../texts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 30 * MINUTE;

export interface Due {
  words: string;
  state: "overdue" | "soon" | "later";
}

/** How the page's promise stands, in words; colour only repeats them. */
export function dueIn(due: string, now: number): Due {
  const left = Date.parse(due) - now;
  if (left > SOON) return { words: t.row.due(span(left)), state: "later" };
  if (left > 0) return { words: t.row.due(span(left)), state: "soon" };
  return { words: left > -MINUTE ? t.row.overdueNow : t.row.overdue(span(-left)), state: "overdue" };
}

function span(length: number): string {
  if (length < HOUR) return t.time.minutes(Math.max(1, Math.floor(length / MINUTE)));
  if (length < DAY) return t.time.hours(Math.floor(length / HOUR));
  return t.time.days(Math.floor(length / DAY));
}

/** "GH" for Grace Hopper. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? "")[0],
  );
  return letters.join("").toUpperCase();
}
