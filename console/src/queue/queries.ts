import { queryOptions } from "@tanstack/react-query";

import { readPeople, readQueue, readViews } from "./requests";

export function viewsQuery() {
  return queryOptions({
    queryKey: ["views"],
    queryFn: ({ signal }) => readViews(signal),
    staleTime: 5 * 60_000,
  });
}

export function peopleQuery() {
  return queryOptions({
    queryKey: ["people"],
    queryFn: ({ signal }) => readPeople(signal),
    staleTime: 5 * 60_000,
  });
}

/** How many comments wait for this person: theirs by assignment or mention, and those that nobody looks after. */
export function needsMeQuery() {
  return queryOptions({
    queryKey: ["needs-me"],
    queryFn: async ({ signal }) => {
      const total = async (query: Record<string, string>): Promise<number> =>
        (await readQueue({ ...query, limit: "1" }, signal)).total;
      const [mine, nobodys] = await Promise.all([total({ mine: "true" }), total({ assignee: "none" })]);
      // Mentioned in what nobody looks after: counted in both.
      const both = mine > 0 && nobodys > 0 ? await total({ mine: "true", assignee: "none" }) : 0;
      return { mine, all: mine + nobodys - both };
    },
    staleTime: 10_000,
  });
}
