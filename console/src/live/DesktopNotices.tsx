import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { conversationQuery } from "../api/queries";
import { place } from "../decisions/decisions";
import { readNotes, readQueue } from "../queue/requests";
import { useMe } from "../session/me";
import { t } from "../texts";
import { changesHeard } from "./changes";
import { createEscalations, mentionIn, type Told } from "./worthTelling";

const GATHER_MS = 1_500;
const MOST = "50";

/** While it is there, escalations and mentions are told on the desktop when the desk is not what a person looks at. */
export default function DesktopNotices() {
  const me = useMe();
  const queries = useQueryClient();
  const { id, name } = me.user;
  useEffect(() => {
    const escalations = createEscalations();
    let gathering: number | undefined;

    const look = async (): Promise<void> => {
      gathering = undefined;
      const { items } = await readQueue({ escalated: "true", limit: MOST });
      for (const item of escalations(items)) {
        tell({
          comment: item.id,
          title: t.desktop.escalation(item.author ?? t.someone),
          text: item.excerpt,
        });
      }
    };
    const lookForMention = async (comment: string): Promise<void> => {
      const note = mentionIn((await readNotes(comment)).items, { id, name });
      if (!note) return;
      const { comment: about } = await queries.query(conversationQuery(comment));
      tell({ comment, title: t.desktop.mention(about.author ?? t.someone), text: note.text });
    };
    const soon = (): void => {
      gathering ??= window.setTimeout(() => void look().catch(later), GATHER_MS);
    };
    // Out of reach: the next change looks again.
    const later = (): void => undefined;

    void look().catch(later);
    const stop = changesHeard.subscribe(() => {
      const changes = changesHeard.get();
      if (changes.length > 0) soon();
      for (const change of changes) {
        if (change.kind === "noted") void lookForMention(change.comment).catch(later);
      }
    });
    return () => {
      stop();
      window.clearTimeout(gathering);
    };
  }, [id, name, queries]);
  return null;
}

function tell({ comment, title, text }: Told): void {
  if (!document.hidden && document.hasFocus()) return;
  // One tag a comment: several windows of the same desk show one notification.
  const notification = new Notification(title, {
    body: text,
    tag: `sharewell-${comment}`,
    icon: "/favicon.svg",
  });
  notification.onclick = () => {
    window.focus();
    place.get().open(comment);
    notification.close();
  };
}
