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

/** How many comments wait for this person: theirs, and those that nobody looks after. */
export function needsMeQuery() {
  return queryOptions({
    queryKey: ["needs-me"],
    queryFn: async ({ signal }) => {
      const total = async (assignee: string): Promise<number> =>
        (await readQueue({ assignee, limit: "1" }, signal)).total;
      const [mine, nobodys] = await Promise.all([total("me"), total("none")]);
      return { mine, all: mine + nobodys };
    },
    staleTime: 10_000,
  });
}
