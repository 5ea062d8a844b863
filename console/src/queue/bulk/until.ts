export type Until = "hour" | "evening" | "tomorrow" | "monday";

const HOUR = 3_600_000;
const EVENING = 18;
const MORNING = 9;

/** The usual times to put something off to, in the reader's own zone; those that have passed are left out. */
export function untils(now: Date): { id: Until; at: Date }[] {
  const at = (days: number, hour: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const choices: { id: Until; at: Date }[] = [
    { id: "hour", at: new Date(now.getTime() + HOUR) },
    { id: "evening", at: at(0, EVENING) },
    { id: "tomorrow", at: at(1, MORNING) },
    { id: "monday", at: at(toMonday, MORNING) },
  ];
  return choices.filter((choice) => choice.at > now && !(choice.id === "monday" && toMonday === 1));
}

/** A moment as a field of the kind `datetime-local` wants it. */
export function forField(moment: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
