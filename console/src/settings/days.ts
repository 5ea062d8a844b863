/** Days as they are typed: null for nothing (for good), undefined for what can't be taken. */
export function daysOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  const days = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return days >= 7 && days <= 3650 ? days : undefined;
}
