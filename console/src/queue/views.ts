import type { SavedView } from "./contract";
import { type Filters, filtersFrom, queryOf } from "./filters";

export type BuiltInId = "approval" | "unsure" | "mine" | "snoozed" | "problems" | "sending" | "done";

/** The views everybody has, in the order of a day. */
export const BUILT_IN: readonly { id: BuiltInId; query: Readonly<Record<string, string>> }[] = [
  { id: "approval", query: {} },
  { id: "unsure", query: { unsure: "true" } },
  { id: "mine", query: { mine: "true" } },
  { id: "snoozed", query: { view: "snoozed" } },
  { id: "problems", query: { view: "problems" } },
  { id: "sending", query: { view: "sending" } },
  { id: "done", query: { view: "done" } },
];

/** Whether two addresses ask for the same; what means nothing in them doesn't count. */
export function isSame(query: Readonly<Record<string, string>>, filters: Filters): boolean {
  const wanted = queryOf(filtersFrom(new URLSearchParams(query)));
  const shown = queryOf(filters);
  const names = new Set([...Object.keys(wanted), ...Object.keys(shown)]);
  return [...names].every((name) => wanted[name] === shown[name]);
}

export type Place =
  | { kind: "built-in"; id: BuiltInId; exact: boolean }
  | { kind: "saved"; view: SavedView; exact: true }
  | { kind: "all"; exact: boolean };

/** Which view is on screen; `exact` is false where filters narrow it further. */
export function placeOf(filters: Filters, saved: readonly SavedView[]): Place {
  const builtIn = BUILT_IN.find((view) => isSame(view.query, filters));
  if (builtIn) return { kind: "built-in", id: builtIn.id, exact: true };
  const own = saved.find((view) => isSame(view.query, filters));
  if (own) return { kind: "saved", view: own, exact: true };
  if (filters.view === "all") return { kind: "all", exact: Object.keys(queryOf(filters)).length === 1 };
  const base = BUILT_IN.find((view) => (view.query["view"] ?? "waiting") === filters.view);
  return { kind: "built-in", id: base?.id ?? "approval", exact: false };
}

export const addressOf = (query: Readonly<Record<string, string>>): string =>
  new URLSearchParams({ ...query }).toString();
