import type { HistoryEvent } from "../api/types";
import { t } from "../texts";
import { momentShort } from "../words/dates";

/** An event of working together as a person would say it; null for any other. */
export function togetherWords(event: HistoryEvent, actor: string): string | null {
  const data: Record<string, unknown> = event.data;
  const words = t.together.history;
  const text = (key: string): string => (typeof data[key] === "string" ? data[key] : "");
  const time = (key: string): string => (text(key) ? momentShort(text(key)) : "");
  switch (event.kind) {
    case "assigned": {
      const name = text("name");
      if (name === "") return words.unassigned(actor);
      if (data["by"] === "round-robin") return words.turn(name);
      return name === event.actor ? words.itself(actor) : words.assigned(actor, name);
    }
    case "snoozed":
      return words.snoozed(actor, time("until"));
    case "woken":
      return "for" in data ? words.woken(nameOf(data["for"])) : words.unsnoozed(actor);
    case "reminder_set":
      return words.reminder_set(actor, time("at"));
    case "reminder_dropped":
      return words.reminder_dropped(actor);
    case "reminded":
      return words.reminded(nameOf(data["for"]));
    case "escalated":
      return words.escalated(actor, text("note"));
    case "noted": {
      const mentions = Array.isArray(data["mentions"]) ? data["mentions"] : [];
      return words.noted(actor, mentions.map(nameOf).filter(Boolean).join(", "));
    }
    default:
      return null;
  }
}

function nameOf(person: unknown): string {
  const name = (person as { name?: unknown } | null | undefined)?.name;
  return typeof name === "string" ? name : "";
}
