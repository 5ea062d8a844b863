import type { HistoryEvent } from "../api/types";
import { useMe } from "../session/me";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { useNow } from "../words/useNow";
import { inPlainWords } from "./plainWords";

export function History({ events }: { events: readonly HistoryEvent[] }) {
  const me = useMe();
  const now = useNow();
  return (
    <details className="fold history">
      <summary>
        {t.history.label} ({events.length})
      </summary>
      <ol>
        {events.map((event) => (
          <li key={event.id}>
            <span>{inPlainWords(event, me.user.name)}</span>
            <time className="quiet" dateTime={event.at} title={moment(event.at)}>
              {ago(event.at, now)}
            </time>
          </li>
        ))}
      </ol>
    </details>
  );
}
