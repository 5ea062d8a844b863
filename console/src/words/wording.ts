import type { Draft } from "../api/types";
import { t } from "../texts";
import { toldWords } from "./said";

/** Who worded the draft where a language model is set up; otherwise nothing. */
export function wordedBy(wording: NonNullable<Draft["wording"]>): string | null {
  if (wording.by === "model") return t.reply.wordedByModel(wording.model ?? "");
  return wording.reason ? t.reply.wordedOffline(toldWords(wording, "reason", wording.reason)) : null;
}
