import { answered, api } from "../api/client";
import type {
  Bulk,
  BulkResult,
  BulkUndo,
  NewView,
  Note,
  PersonItem,
  QueuePage,
  SavedView,
  ViewChange,
} from "./contract";

interface Options {
  params?: { query?: Record<string, string>; path?: Record<string, string> };
  body?: unknown;
  signal?: AbortSignal;
}
type Call = (
  path: string,
  options?: Options,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** The client without the schema's types, for what `contract.ts` describes. */
const desk = api as unknown as Record<"GET" | "POST" | "PATCH" | "DELETE", Call>;

async function ask<Data>(method: keyof typeof desk, path: string, options?: Options): Promise<Data> {
  return (await answered(desk[method](path, options))) as Data;
}

export const readQueue = (query: Record<string, string>, signal?: AbortSignal): Promise<QueuePage> =>
  ask("GET", "/api/v1/queue", { params: { query }, ...(signal && { signal }) });

export const readViews = (signal: AbortSignal): Promise<{ items: SavedView[] }> =>
  ask("GET", "/api/v1/views", { signal });

export const saveView = (view: NewView): Promise<SavedView> => ask("POST", "/api/v1/views", { body: view });

export const changeView = (id: string, change: ViewChange): Promise<SavedView> =>
  ask("PATCH", "/api/v1/views/{view_id}", { params: { path: { view_id: id } }, body: change });

export const deleteView = (id: string): Promise<unknown> =>
  ask("DELETE", "/api/v1/views/{id}", { params: { path: { id } } });

export const readPeople = (signal: AbortSignal): Promise<{ items: PersonItem[] }> =>
  ask("GET", "/api/v1/people", { signal });

export const readNotes = (id: string): Promise<{ items: Note[] }> =>
  ask("GET", "/api/v1/comments/{id}/notes", { params: { path: { id } } });

export const decideMany = (bulk: Bulk): Promise<BulkResult> =>
  ask("POST", "/api/v1/queue/bulk", { body: bulk });

export const undoMany = (bulk: BulkUndo): Promise<BulkResult> =>
  ask("POST", "/api/v1/queue/bulk/undo", { body: bulk });
