const HOUR = 3_600_000;
const AFTERNOON = 15;
const MORNING = 9;
const YEAR = 366 * 24 * HOUR;

export type Preset = "hour" | "afternoon" | "tomorrow" | "monday";

/** The times to choose from, in the reader's own time zone, each once and only those ahead. */
export function presets(now: Date): { preset: Preset; at: Date }[] {
  const day = (ahead: number, hour: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hour);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const afternoon = day(0, AFTERNOON);
  return [
    { preset: "hour" as const, at: new Date(now.getTime() + HOUR) },
    // Less than an hour away it says nothing new.
    ...(afternoon.getTime() - now.getTime() > HOUR ? [{ preset: "afternoon" as const, at: afternoon }] : []),
    { preset: "tomorrow" as const, at: day(1, MORNING) },
    ...(toMonday > 1 ? [{ preset: "monday" as const, at: day(toMonday, MORNING) }] : []),
  ];
}

/** A date and time as its field has it; null for one that can't be taken. */
export function chosenTime(value: string, now: Date): Date | null {
  const at = new Date(value);
  const ahead = at.getTime() - now.getTime();
  return value !== "" && ahead > 0 && ahead <= YEAR ? at : null;
}
