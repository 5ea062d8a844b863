import type { ArticleFilters } from "../api/queries";
import type { Validity } from "../api/types";

export const VALIDITIES: readonly Validity[] = ["current", "incident", "coming", "expired", "deleted"];

/** The filters as they stand in an address; what is none of the choices counts as not given. */
export function filtersOf(search: URLSearchParams): ArticleFilters {
  const validity = search.get("validity");
  return {
    q: search.get("q") ?? "",
    page: search.get("page") ?? "",
    topic: search.get("topic") ?? "",
    validity: VALIDITIES.find((one) => one === validity) ?? "",
  };
}

/** The address's search with one filter changed; empty ones don't stand in it. */
export function withFilter(
  search: URLSearchParams,
  name: keyof ArticleFilters,
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

export function isNarrowed(filters: ArticleFilters): boolean {
  return Object.values(filters).some((value) => value !== "");
}
