import { t } from "../texts";

/** What narrows the audit log; days are the reader's own, "" narrows nothing. */
export interface AuditFilters {
  actor: string;
  action: string;
  page: string;
  since: string;
  until: string;
}

export const EVERY_ENTRY: AuditFilters = { actor: "", action: "", page: "", since: "", until: "" };

/** The filters as the desk takes them; the last day is included. */
export function queryOf(filters: AuditFilters): Record<string, string> {
  const until = filters.until && startOf(filters.until, 1);
  const since = filters.since && startOf(filters.since, 0);
  const query = { actor: filters.actor, action: filters.action, page: filters.page, since, until };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}

/** When a day of the reader's begins, `later` days on; the calendar counts, for a day may have 23 or 25 hours. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** An action in words; one that has none yet is shown as it is called. */
export function actionWords(action: string): string {
  return t.administration.audit.actions[action] ?? action.replace(/[._]/g, " ");
}

/** The particulars of an entry, one text each. */
export function detailsOf(data: Record<string, unknown>): string[] {
  return Object.entries(data)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => {
      const shown = typeof value === "string" ? value : JSON.stringify(value);
      return `${name.replace(/_/g, " ")}: ${shown}`;
    });
}
