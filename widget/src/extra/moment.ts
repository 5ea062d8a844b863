/** The time of day in the visitor's zone, with the day where it isn't today. */
export function moment(at: string, language: string, day: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(language, { ...(today ? {} : day), hour: "2-digit", minute: "2-digit" });
}
