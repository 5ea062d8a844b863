import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Translated, translationQuery } from "../api/translation";
import type { Conversation } from "../api/types";
import { useMe } from "../session/me";

export interface Translation {
  /** Whether a language model is set up that may be told what this page's consumers write. */
  isAvailable: boolean;
  isOn: boolean;
  toggle: () => void;
  /** The translation of a text of the thread, once there is one. */
  of: (original: string) => Translated | undefined;
  /** Nothing in the thread has a word. */
  isEmpty: boolean;
  isLoading: boolean;
  error: Error | null;
  again: () => void;
  reply: TranslatedReply;
}

export interface TranslatedReply {
  translated: Translated | undefined;
  /** The reply says something else than what was translated, or nothing was yet. */
  isOutdated: boolean;
  isLoading: boolean;
  error: Error | null;
  /** Translates the reply as it stands now. */
  again: () => void;
}

/** The conversation in the reader's language, when they ask for it; the reply as it stood when they asked. */
export function useTranslation({ comment, post, turns }: Conversation, replyText: string): Translation {
  const me = useMe();
  const isAvailable = me.translated_pages.includes(comment.page_id);
  const [isOn, setOn] = useState(false);
  const [asked, setAsked] = useState("");
  const texts = [comment.text, ...turns.map((turn) => turn.text), post?.text ?? ""];
  const thread = useQuery({
    ...translationQuery(comment.id, texts, null),
    enabled: isAvailable && isOn,
    placeholderData: keepPreviousData,
  });
  const reply = useQuery({
    ...translationQuery(comment.id, [], asked),
    enabled: isAvailable && isOn && asked !== "",
  });
  const translateReply = (): void => setAsked(replyText.trim() === "" ? "" : replyText);
  return {
    isAvailable,
    isOn,
    toggle() {
      if (!isOn) translateReply();
      setOn(!isOn);
    },
    of: (original) => (isOn ? thread.data?.find((one) => one.original === original) : undefined),
    isEmpty: thread.data?.length === 0,
    isLoading: thread.isFetching,
    error: thread.error,
    again: () => void thread.refetch(),
    reply: {
      translated: reply.data?.[0],
      isOutdated: asked !== replyText,
      isLoading: reply.isFetching,
      error: reply.error,
      again() {
        if (asked === replyText) void reply.refetch();
        else translateReply();
      },
    },
  };
}
