import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "./client";
import type { components } from "./schema";
import type { Conversation } from "./types";

type Schemas = components["schemas"];

export type Present = Schemas["Present"];
export type Person = Schemas["Person"];
export type Note = Schemas["Note"];
export type EarlierComment = Schemas["EarlierComment"];

/** Colleagues who may see a page, with their role there; every colleague where none is given. */
export function peopleQuery(page: string | null) {
  return queryOptions({
    queryKey: ["people", page],
    queryFn: async ({ signal }): Promise<Person[]> => {
      const params = { query: page === null ? {} : { page } };
      return (await answered(api.GET("/api/v1/people", { params, signal }))).items;
    },
    staleTime: 60_000,
  });
}

/** What a person does about a comment beside deciding; the first three name the version they were looking at. */
export type Action =
  | { kind: "assign"; version: number; assignee: string | null }
  | { kind: "snooze"; version: number; until: string | null }
  | { kind: "escalate"; version: number; note: string }
  | { kind: "remind"; at: string | null };

export function perform(comment: string, action: Action): Promise<Conversation> {
  const params = { path: { comment_id: comment } };
  switch (action.kind) {
    case "assign": {
      const { version, assignee } = action;
      return answered(
        api.POST("/api/v1/comments/{comment_id}/assign", { params, body: { version, assignee } }),
      );
    }
    case "snooze": {
      const { version, until } = action;
      return answered(api.POST("/api/v1/comments/{comment_id}/snooze", { params, body: { version, until } }));
    }
    case "escalate": {
      const { version, note } = action;
      return answered(
        api.POST("/api/v1/comments/{comment_id}/escalate", { params, body: { version, note } }),
      );
    }
    case "remind":
      return answered(api.POST("/api/v1/comments/{comment_id}/remind", { params, body: { at: action.at } }));
  }
}

/** `id` is the sender's: the same note sent again is kept once. */
export function addNote(
  comment: string,
  note: { id: string; text: string; mentions: string[] },
): Promise<Conversation> {
  const params = { path: { comment_id: comment } };
  return answered(api.POST("/api/v1/comments/{comment_id}/notes", { params, body: note }));
}

export async function beat(
  comment: string,
  mode: "viewing" | "editing" | "gone",
  tab: string,
  keepalive = false,
): Promise<Present[]> {
  const params = { path: { comment_id: comment } };
  const body = { mode, tab };
  return (await answered(api.POST("/api/v1/comments/{comment_id}/presence", { params, body, keepalive })))
    .items;
}
