import type { HistoryEvent, Intent } from "../api/types";
import { t } from "../texts";
import { toldWords } from "../words/said";
import type { What } from "./onPlatform";
import { togetherWords } from "./togetherWords";

const MACHINES: Readonly<Record<string, string>> = {
  publisher: t.actors.desk,
  assistant: t.actors.assistant,
  desk: t.actors.desk,
  api: t.actors.api,
  receiver: t.actors.desk,
  colleague: t.actors.colleague,
};

/** An event of the log as a person would say it. */
export function inPlainWords(event: HistoryEvent, me: string): string {
  const actor = event.actor === me ? t.actors.you : (MACHINES[event.actor] ?? event.actor);
  const data: Record<string, unknown> = event.data;
  const reason = textOf(data, "reason");
  const because = reason ? ` (${toldWords(event, "data.reason", reason).replace(/\.$/, "")})` : "";
  switch (event.kind) {
    case "dismissed": {
      const known =
        reason in t.dismissals ? t.dismissals[reason as keyof typeof t.dismissals].toLowerCase() : reason;
      const note = typeof data["note"] === "string" ? data["note"] : "";
      return t.history.dismissed(actor, [known, note].filter(Boolean).join("; "));
    }
    case "relabelled": {
      const before = data["before"] as { intent?: string } | undefined;
      const says = before?.intent === data["intent"] ? t.history.confirmed : t.history.relabelled;
      return says(actor, t.intents[data["intent"] as Intent]);
    }
    case "failed":
    case "unknown":
    case "not_drafted":
    case "send_postponed":
    case "sent":
      return `${t.history[event.kind]}${because}`;
    case "rated":
      return data["helped"] === true ? t.history.helped : t.history.didNotHelp;
    case "held_back":
      return t.onPlatform.heldBack(textOf(data, "text"));
    case "answered_elsewhere":
      return t.onPlatform.answeredElsewhere(textOf(data, "author"), textOf(data, "text"));
    case "not_there":
      return t.onPlatform.notThere;
    case "sent_after_all":
      return t.onPlatform.sentAfterAll;
    case "withdrawn":
    case "closed":
      return t.onPlatform[event.kind];
    case "moderated":
      return moderatedWords(data, actor);
    case "received":
    case "drafting_started":
    case "drafted":
    case "sending_started":
    case "edited":
    case "deleted":
      return t.history[event.kind];
    case "approved":
      return data["private"] === true ? t.onPlatform.approvedPrivate(actor) : t.history.approved(actor);
    case "undone":
    case "retried":
    case "gave_up":
    case "marked_sent":
    case "redraft_asked":
      return t.history[event.kind](actor);
    case "posted_by_hand":
      return t.byHand.history[event.kind](actor);
    case "not_posted":
      return `${t.byHand.history[event.kind](actor)}${because}`;
    case "first_approved":
      return data["private"] === true
        ? t.onPlatform.firstApprovedPrivate(actor)
        : t.approval.history.first_approved(actor);
    case "first_undone":
    case "proposed":
    case "proposal_taken_back":
      return t.approval.history[event.kind](actor);
    default:
      return togetherWords(event, actor) ?? t.history.other(actor, event.kind.replaceAll("_", " "));
  }
}

const textOf = (data: Record<string, unknown>, name: string): string =>
  typeof data[name] === "string" ? data[name] : "";

function moderatedWords(data: Record<string, unknown>, actor: string): string {
  const words = t.moderation.history[data["what"] as What](actor);
  return data["unsure"] ? t.moderation.unsure(words) : words;
}

/** What follows from something else, or stands in nobody's way: not the reason why a decision came too late. */
const BESIDE = new Set([
  ...["received", "drafting_started", "drafted", "not_drafted", "sending_started", "send_postponed", "sent"],
  ...["rated", "noted", "reminder_set", "reminder_dropped", "reminded"],
]);

/** What happened since a person looked (`known`: the events they saw), for telling why a decision came too late. */
export function lastWords(
  events: readonly HistoryEvent[],
  me: string,
  known: readonly HistoryEvent[] = [],
): string {
  const seen = known.at(-1)?.id ?? 0;
  const fresh = events.filter((event) => event.id > seen);
  const last = fresh.findLast((event) => !BESIDE.has(event.kind)) ?? fresh.at(-1) ?? events.at(-1);
  return last ? inPlainWords(last, me) : "";
}
