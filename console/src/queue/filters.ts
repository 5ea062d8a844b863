import type { Intent } from "../api/types";
import type { View } from "./contract";

/** What the queue shows; it lives in the address, so that a view can be bookmarked and shared. */
export interface Filters {
  view: View;
  page: string;
  channel: string;
  intent: Intent | "";
  severity: string;
  language: string;
  /** "me", "none", somebody's id, or "" for everybody's. */
  assignee: string;
  /** Looked after by the reader, or open and mentioning them. */
  mine: boolean;
  unsure: boolean;
  escalated: boolean;
  safe: boolean;
  q: string;
}

export type Narrowing = Exclude<keyof Filters, "view">;

export const EVERYTHING: Filters = {
  view: "waiting",
  page: "",
  channel: "",
  intent: "",
  severity: "",
  language: "",
  assignee: "",
  mine: false,
  unsure: false,
  escalated: false,
  safe: false,
  q: "",
};

export const INTENTS: readonly Intent[] = ["complaint", "question", "praise", "other"];
export const SEVERITIES = ["1", "2", "3", "4"] as const;
const VIEWS: readonly string[] = ["waiting", "snoozed", "sending", "problems", "done", "all"];
const NARROWING = Object.keys(EVERYTHING).filter((name) => name !== "view") as Narrowing[];

/** What an address asks for; words in it that mean nothing here are passed over. */
export function filtersFrom(search: URLSearchParams): Filters {
  const text = (name: string, allowed?: readonly string[]): string => {
    const value = search.get(name) ?? "";
    return !allowed || allowed.includes(value) ? value : "";
  };
  const on = (name: string): boolean => search.get(name) === "true";
  return {
    view: (text("view", VIEWS) || "waiting") as View,
    page: text("page"),
    channel: text("channel"),
    intent: text("intent", INTENTS) as Intent | "",
    severity: text("severity", SEVERITIES),
    language: text("language"),
    assignee: text("assignee"),
    mine: on("mine"),
    unsure: on("unsure"),
    escalated: on("escalated"),
    safe: on("safe"),
    q: text("q"),
  };
}

/** As an address says it: only what narrows, in one order. */
export function queryOf(filters: Filters): Record<string, string> {
  const query: Record<string, string> = {};
  if (filters.view !== "waiting") query["view"] = filters.view;
  for (const name of NARROWING) {
    const value = filters[name];
    if (value !== "" && value !== false) query[name] = String(value);
  }
  return query;
}

/** The filters that are set beside the view, in one order. */
export function narrowing(filters: Filters): Narrowing[] {
  return NARROWING.filter((name) => filters[name] !== "" && filters[name] !== false);
}

/** The address with one thing asked for, or no longer. */
export function withChoice(
  search: URLSearchParams,
  name: keyof Filters,
  value: string | boolean,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === "" || value === false) next.delete(name);
  else next.set(name, String(value));
  return next;
}
