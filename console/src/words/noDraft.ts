import type { Conversation } from "../api/types";
import { t } from "../texts";
import { languageName } from "./understood";

/** Why there is no draft, as far as it is known. */
export function whyNoDraft({ comment, understanding }: Conversation): string {
  if (comment.state === "received" || comment.state === "drafting") return t.reply.drafting;
  if (!understanding) return t.reply.noDraft;
  const { language, unsure } = understanding;
  if (language !== "en" && language !== "und") return t.reply.notEnglish(languageName(language));
  return unsure ? t.reply.unsure : t.reply.noDraft;
}
