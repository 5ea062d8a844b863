import { useRef, useState } from "react";

import type { Conversation } from "../api/types";
import type { Decide } from "../decisions/decisions";
import { useKeys } from "../keys/useKeys";
import { announce } from "../live/announce";
import { Breakable } from "../parts/Breakable";
import { Button } from "../parts/Button";
import { Outside } from "../parts/Outside";
import { t } from "../texts";
import { tongueOf } from "../words/tongue";
import { NotPostedDialog } from "./NotPostedDialog";

interface ByHandProps {
  conversation: Conversation;
  reply: NonNullable<Conversation["reply"]>;
  decide: Decide;
  mayDecide: boolean;
}

/** An approved reply that a person carries over: copy it, go there, and say what became of it. */
export default function ByHand({ conversation, reply, decide, mayDecide }: ByHandProps) {
  const { url } = conversation.comment;
  const text = useRef<HTMLParagraphElement>(null);
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const [isAsking, setAsking] = useState(false);
  const address = url && /^https?:\/\//i.test(url) ? url : null;

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(reply.text);
      setCopied("yes");
      announce(t.byHand.copiedSaid);
    } catch {
      if (text.current) window.getSelection()?.selectAllChildren(text.current);
      setCopied("no");
    }
  };
  const posted = (): void => {
    if (mayDecide) decide.posted(conversation);
  };
  useKeys({
    y: () => void copy(),
    ...(address && { o: () => window.open(address, "_blank", "noopener,noreferrer") }),
    ...(mayDecide && { p: posted }),
  });

  return (
    <section className="outcome" aria-label={t.byHand.title}>
      <h3>{t.byHand.title}</h3>
      <p>{t.byHand.text}</p>
      <p className="outcome-text" dir="auto" lang={tongueOf(conversation.understanding)} ref={text}>
        <Breakable text={reply.text} />
      </p>
      <div className="outcome-foot">
        <Button look={copied === "yes" ? "plain" : "main"} shortcut="y" onPress={() => void copy()}>
          {copied === "yes" ? t.byHand.copied : t.byHand.copy}
        </Button>
        {address ? (
          <span aria-keyshortcuts="o">
            <Outside href={address}>{t.byHand.open}</Outside>
          </span>
        ) : (
          <span className="quiet">{t.byHand.noAddress}</span>
        )}
      </div>
      {copied === "no" && <p role="alert">{t.byHand.noClipboard}</p>}
      <p className="quiet">{t.outcome.approved(reply.approved_by)}</p>
      {mayDecide && (
        <ul className="ways">
          <li>
            <Button look={copied === "yes" ? "main" : "plain"} icon="approve" shortcut="p" onPress={posted}>
              {t.byHand.posted}
            </Button>
            <span className="quiet">{t.byHand.postedText}</span>
          </li>
          <li>
            <Button icon="dismiss" onPress={() => setAsking(true)}>
              {t.byHand.notPosted}
            </Button>
            <span className="quiet">{t.byHand.notPostedText}</span>
          </li>
        </ul>
      )}
      {isAsking && (
        <NotPostedDialog
          onClose={() => setAsking(false)}
          onSay={(reason) => {
            setAsking(false);
            decide.notPosted(conversation, reason);
          }}
        />
      )}
    </section>
  );
}
