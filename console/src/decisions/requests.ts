import { answered, api } from "../api/client";
import type { Conversation, Dismissal, Intent } from "../api/types";

/** A decision as the desk takes it; every one names the version the person was looking at. */
export type Decision =
  | {
      kind: "approve";
      version: number;
      text: string;
      draft_id: string | null;
      confirmed: boolean;
      private: boolean;
    }
  | { kind: "dismiss"; version: number; reason: Dismissal; note: string | null }
  | { kind: "relabel"; version: number; intent: Intent }
  | { kind: "propose"; version: number; text: string }
  | { kind: "redraft"; version: number; hint: string | null }
  | { kind: "undo" | "retry" | "give-up" | "mark-sent" | "posted"; version: number }
  | { kind: "not-posted"; version: number; reason: string };

export function decide(id: string, decision: Decision): Promise<Conversation> {
  const params = { path: { comment_id: id } };
  const { version } = decision;
  const body = { version };
  switch (decision.kind) {
    case "approve": {
      const { text, draft_id, confirmed, private: toAuthor } = decision;
      const approval = { version, text, draft_id, confirmed, private: toAuthor };
      return answered(api.POST("/api/v1/comments/{comment_id}/approve", { params, body: approval }));
    }
    case "dismiss": {
      const { reason, note } = decision;
      return answered(
        api.POST("/api/v1/comments/{comment_id}/dismiss", { params, body: { version, reason, note } }),
      );
    }
    case "relabel": {
      const { intent } = decision;
      return answered(
        api.POST("/api/v1/comments/{comment_id}/relabel", { params, body: { version, intent } }),
      );
    }
    case "propose": {
      const { text } = decision;
      return answered(api.PUT("/api/v1/comments/{comment_id}/proposal", { params, body: { version, text } }));
    }
    case "undo":
      return answered(api.POST("/api/v1/comments/{comment_id}/undo", { params, body }));
    case "redraft": {
      const { hint } = decision;
      return answered(api.POST("/api/v1/comments/{comment_id}/redraft", { params, body: { version, hint } }));
    }
    case "retry":
      return answered(api.POST("/api/v1/comments/{comment_id}/retry", { params, body }));
    case "give-up":
      return answered(api.POST("/api/v1/comments/{comment_id}/give-up", { params, body }));
    case "posted":
      return answered(api.POST("/api/v1/comments/{comment_id}/posted", { params, body }));
    case "not-posted": {
      const { reason } = decision;
      return answered(
        api.POST("/api/v1/comments/{comment_id}/not-posted", { params, body: { version, reason } }),
      );
    }
    case "mark-sent":
      return answered(api.POST("/api/v1/comments/{comment_id}/mark-sent", { params, body }));
  }
}
