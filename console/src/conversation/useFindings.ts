import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { answered, api } from "../api/client";
import type { Conversation, Finding } from "../api/types";
import { carryOver, fromCodePoints } from "../words/spans";

const PAUSE_MS = 300;

export interface Checked {
  findings: Finding[];
  state: "checked" | "checking" | "failed";
}

/** The tone check of the text as it is typed; findings move along with the words until the next answer. */
export function useFindings(text: string, { comment, draft }: Conversation): Checked {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);

  const isDraft = draft !== null && asked === draft.text;
  const check = useQuery({
    queryKey: ["tone", comment.id, comment.text, asked],
    queryFn: async ({ signal }) => {
      const body = { text: asked, channel: comment.channel, public: true, comment: comment.text };
      const answer = await answered(api.POST("/api/v1/tone", { body, signal }));
      return { of: asked, findings: fromCodePoints(asked, answer.findings) };
    },
    // The draft came with its findings.
    enabled: asked.trim() !== "" && !isDraft,
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 60_000,
  });

  const known = useMemo(() => {
    if (isDraft) return { of: draft.text, findings: fromCodePoints(draft.text, draft.findings) };
    if (asked.trim() === "") return { of: asked, findings: [] };
    return check.data ?? null;
  }, [asked, check.data, draft, isDraft]);
  const findings = useMemo(() => (known ? carryOver(known.of, text, known.findings) : []), [known, text]);
  const isCurrent = known?.of === text;
  return { findings, state: isCurrent ? "checked" : check.isError ? "failed" : "checking" };
}
