export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

const SPAN = /^(\d{1,2}):?(\d{2})?\s*(?:-|–|—|to)\s*(\d{1,2}):?(\d{2})?$/;

/** “9–12:30, 13:30–18:00” as the desk takes it; null where it can't be read. */
export function spansOf(text: string): string[][] | null {
  const spans: string[][] = [];
  let last = "";
  for (const part of text.split(",").map((words) => words.trim())) {
    if (part === "") continue;
    const found = SPAN.exec(part);
    if (!found) return null;
    const [start, end] = [timeOf(found[1], found[2]), timeOf(found[3], found[4])];
    if (start === null || end === null || start >= end || start < last) return null;
    spans.push([start, end]);
    last = end;
  }
  return spans;
}

export function asText(spans: readonly (readonly string[])[]): string {
  return spans.map(([start, end]) => `${start}–${end}`).join(", ");
}

function timeOf(hour = "", minute = "00"): string | null {
  if (Number(hour) > 24 || Number(minute) > 59 || (Number(hour) === 24 && Number(minute) > 0)) return null;
  return `${hour.padStart(2, "0")}:${minute}`;
}

/** The time zones that this browser knows, for a field to suggest. */
export function zones(): readonly string[] {
  return Intl.supportedValuesOf("timeZone");
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
