import type { Draft, Finding, Proposal, Sentence } from "../api/types";
import { t } from "../texts";

/** A text that the desk suggests: the draft, what other articles would give, and other wordings. */
export interface Suggestion {
  /** The key that takes it, from 1. */
  key: string;
  label: string;
  text: string;
  sentences: readonly Sentence[];
  findings: readonly Finding[];
}

/** At most nine, each one key away: the draft, what a colleague proposed, the runners-up, the other wordings. */
export function suggestionsOf(draft: Draft | null, proposal: Proposal | null = null): Suggestion[] {
  const own = !draft || draft.text.trim() === "" ? [] : [{ ...draft, label: t.reply.theDraft }];
  const others = draft ? draft.runners_up.map((one) => ({ ...one, label: one.title })) : [];
  const made = [...own, ...others, ...(draft?.alternatives ?? [])];
  const proposed = proposal ? [proposedIn(proposal, keyed(made))] : [];
  return keyed([...own, ...proposed, ...others, ...(draft?.alternatives ?? [])]);
}

function proposedIn({ by, text, outdated }: Proposal, made: readonly Suggestion[]): Omit<Suggestion, "key"> {
  const label = outdated ? t.approval.proposedBefore(by) : t.approval.proposedBy(by);
  return { label, text, sentences: nearestTo(text, made)?.sentences ?? [], findings: [] };
}

function keyed(texts: readonly Omit<Suggestion, "key">[]): Suggestion[] {
  return texts.slice(0, 9).map(({ label, text, sentences, findings }, index) => ({
    key: String(index + 1),
    label,
    text,
    sentences,
    findings,
  }));
}

/** The suggestion that a text is, or was most likely made from: whose sentences cover most of it. */
export function nearestTo(text: string, suggestions: readonly Suggestion[]): Suggestion | null {
  let best: Suggestion | null = null;
  let most = 0;
  for (const suggestion of suggestions) {
    if (suggestion.text === text) return suggestion;
    const covered = suggestion.sentences
      .filter((sentence) => text.includes(sentence.text.trim()))
      .reduce((sum, sentence) => sum + sentence.text.length, 0);
    if (covered > most) [best, most] = [suggestion, covered];
  }
  return best ?? suggestions[0] ?? null;
}
