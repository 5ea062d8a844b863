import { useState } from "react";

import type { Conversation } from "../api/types";
import { forgetTyped, typed } from "../decisions/typed";
import { Button } from "../parts/Button";
import { useStore } from "../parts/store";
import { useMe } from "../session/me";
import { t } from "../texts";
import { tongueOf } from "../words/tongue";
import { lastWords } from "./plainWords";

/** What a person had typed when a colleague, or the author, was faster: said and kept. */
export function Unsent({
  conversation: { comment, reply, events, understanding },
}: {
  conversation: Conversation;
}) {
  const me = useMe();
  const text = useStore(typed)[comment.id]?.text ?? "";
  const [copied, setCopied] = useState(false);
  const decided = reply !== null && reply.state !== "cancelled" && reply.state !== "failed";
  if (text.trim() === "" || (decided && reply.text.trim() === text.trim())) return null;
  // Their own decision, or a reply of theirs that is on its way back: nothing of it is lost or new to them.
  if (!decided && comment.state !== "dismissed") return null;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard here (no https): the text can still be selected by hand.
    }
  };
  return (
    <section className="callout callout-warn unsent" role="alert" aria-label={t.together.unsent.title}>
      <strong>{t.together.unsent.title}</strong>
      <p>
        {lastWords(events, me.user.name)}. {t.together.unsent.text}
      </p>
      <p className="outcome-text" dir="auto" lang={tongueOf(understanding)}>
        {text}
      </p>
      <div className="outcome-foot">
        <Button onPress={() => void copy()}>
          {copied ? t.together.unsent.copied : t.together.unsent.copy}
        </Button>
        <Button look="quiet" onPress={() => forgetTyped(comment.id)}>
          {t.together.unsent.drop}
        </Button>
      </div>
    </section>
  );
}
