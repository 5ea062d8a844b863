import type { QueueItem } from "./contract";

/** A comment that waits with a safe draft, as a test needs it. */
export function row(id: string, more: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    version: 1,
    page_id: "p",
    channel: "x",
    author: `Author ${id}`,
    excerpt: "Hello?",
    received_at: "2026-11-23T20:00:00Z",
    state: "waiting",
    intent: "question",
    severity: 0,
    language: "en",
    unsure: false,
    escalate: [],
    has_draft: true,
    draft_kind: "answer",
    urgency: 0,
    why_here: null,
    assignee: null,
    due_at: null,
    snoozed_until: null,
    reach: 0,
    escalated: false,
    safe: true,
    notes: 0,
    mentioned: false,
    needs_second: false,
    ...more,
  };
}
