import type { components } from "../api/schema";

/**
 * The part of the desk's interface that the queue uses and `api/schema.ts` doesn't name yet. One place, so that
 * generated types take over without a change elsewhere.
 */
type Schemas = components["schemas"];
type Intent = Schemas["Understanding"]["intent"];

export type View = "waiting" | "snoozed" | "sending" | "problems" | "done" | "all";

/** Somebody who may look after a comment. */
export interface Person {
  id: string;
  name: string;
}

export interface PersonItem extends Person {
  role: Schemas["User"]["role"];
}

/** What a colleague wrote on a comment. */
export interface Note {
  id: string;
  author: string;
  text: string;
  mentions: Person[];
  at: string;
}

export type QueueItem = Schemas["QueueItem"] & {
  assignee: Person | null;
  due_at: string | null;
  snoozed_until: string | null;
  /** How many may have seen it, where the platform tells. */
  reach: number;
  escalated: boolean;
  /** Its draft can be approved unread: every sentence is supported and nothing was found in it. */
  safe: boolean;
  notes: number;
  /** A note asks the reader, who has not answered it. */
  mentioned: boolean;
  /** One person approved it; the page demands another. */
  needs_second: boolean;
};

export interface QueuePage {
  items: QueueItem[];
  next_cursor: string | null;
  total: number;
}

/** A view somebody gave a name; `query` is what the address holds. */
export interface SavedView {
  id: string;
  name: string;
  query: Record<string, string>;
  shared: boolean;
  mine: boolean;
}

export type NewView = Pick<SavedView, "name" | "query" | "shared">;
export type ViewChange = Partial<Pick<SavedView, "name" | "shared">>;

export type BulkAction = "approve" | "dismiss" | "assign" | "label" | "snooze";

export interface BulkItem {
  id: string;
  version: number;
}

export interface Bulk {
  action: BulkAction;
  items: BulkItem[];
  reason?: Schemas["Dismiss"]["reason"];
  /** Null takes the comment from whoever had it. */
  assignee?: string | null;
  intent?: Intent;
  until?: string;
}

export interface BulkUndo {
  action: BulkAction;
  items: { id: string }[];
}

export interface BulkResult {
  done: string[];
  refused: Schemas["RefusedItem"][];
}
