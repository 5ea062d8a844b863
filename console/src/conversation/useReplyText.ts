import { useState } from "react";

import type { Conversation, Draft } from "../api/types";
import { forgetTyped, keepTyped, typed } from "../decisions/typed";
import { useStore } from "../parts/store";
import { lengthOf } from "../words/length";

export interface ReplyText {
  text: string;
  setText: (text: string) => void;
  /** The draft, whatever the text began from; sentences and evidence are told by it. */
  draft: Draft | null;
  isEdited: boolean;
  /** A draft that came while the person had begun from an older one. */
  newer: Draft | null;
  restore: () => void;
  length: number;
  isTooLong: boolean;
  /** Grows when the text was replaced and not typed, so that the editor begins anew. */
  generation: number;
}

/** The reply of one comment as it stands: what the person typed, else what a first person approved, else the draft. */
export function useReplyText({ comment, draft, limit, first_approval }: Conversation): ReplyText {
  const entry = useStore(typed)[comment.id];
  const [generation, setGeneration] = useState(0);
  const beginning = first_approval?.text ?? draft?.text ?? "";
  const text = entry?.text ?? beginning;
  const length = lengthOf(text, limit.counting);
  return {
    text,
    setText(next) {
      const begunFrom = entry ? entry.draftId : (draft?.id ?? null);
      if (begunFrom === (draft?.id ?? null) && next === beginning) forgetTyped(comment.id);
      else keepTyped(comment.id, { text: next, draftId: begunFrom });
    },
    draft,
    isEdited: entry !== undefined && entry.text !== beginning,
    newer: entry && draft && entry.draftId !== draft.id && draft.text !== "" ? draft : null,
    restore() {
      forgetTyped(comment.id);
      setGeneration((count) => count + 1);
    },
    length,
    isTooLong: length > limit.limit,
    generation,
  };
}
