import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { answered, api } from "../api/client";
import type { Conversation, Finding, Unsupported } from "../api/types";
import { suggestionsOf } from "../words/suggestions";
import { carryOver, fromCodePoints } from "../words/spans";

const PAUSE_MS = 300;

export interface Checked {
  findings: Finding[];
  /** Sentences that state something which no evidence holds. */
  unsupported: Unsupported[];
  state: "checked" | "checking" | "failed";
}

/** The tone check of the text as it is typed; findings move along with the words until the next answer. */
export function useFindings(text: string, { comment, draft }: Conversation, toAuthor: boolean): Checked {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);

  const suggested = useMemo(
    () => suggestionsOf(draft).find((suggestion) => suggestion.text === asked),
    [asked, draft],
  );
  const check = useQuery({
    queryKey: ["tone", comment.id, comment.text, draft?.id, toAuthor, asked],
    queryFn: async ({ signal }) => {
      const body = {
        text: asked,
        channel: comment.channel,
        public: !toAuthor,
        comment: comment.text,
        answers: comment.id,
      };
      const answer = await answered(api.POST("/api/v1/tone", { body, signal }));
      return {
        of: asked,
        findings: fromCodePoints(asked, answer.findings),
        unsupported: fromCodePoints(asked, answer.unsupported),
      };
    },
    // What the desk suggests came with its findings, and says only what its evidence says.
    enabled: asked.trim() !== "" && !suggested,
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 60_000,
  });

  const known = useMemo(() => {
    if (asked.trim() === "") return { of: asked, findings: [], unsupported: [] };
    if (suggested) return { of: asked, findings: fromCodePoints(asked, suggested.findings), unsupported: [] };
    return check.data ?? null;
  }, [asked, check.data, suggested]);
  const findings = useMemo(() => (known ? carryOver(known.of, text, known.findings) : []), [known, text]);
  const unsupported = useMemo(
    () => (known ? carryOver(known.of, text, known.unsupported) : []),
    [known, text],
  );
  const isCurrent = known?.of === text;
  return { findings, unsupported, state: isCurrent ? "checked" : check.isError ? "failed" : "checking" };
}
