import { Told } from "../../parts/Told";
import { t } from "../../texts";
import { ago, moment } from "../../words/dates";
import { useNow } from "../../words/useNow";
import type { Connection } from "./queries";

/** When something last came in and went out, and what last went wrong. */
export function Health({ connection }: { connection: Connection }) {
  const texts = t.administration.connections;
  return (
    <section className="settings-group" aria-labelledby="connection-health">
      <h4 id="connection-health">{texts.health}</h4>
      <dl className="facts">
        <dt>{texts.lastComment}</dt>
        <dd>
          <When at={connection.last_comment_at} />
        </dd>
        <dt>{texts.lastReply}</dt>
        <dd>
          <When at={connection.last_reply_at} />
        </dd>
        <dt>{texts.lastError}</dt>
        <dd>
          {connection.last_error ? (
            <>
              <Told of={connection} field="last_error" english={connection.last_error} />{" "}
              <When at={connection.last_error_at} />
            </>
          ) : (
            texts.fine
          )}
        </dd>
      </dl>
    </section>
  );
}

export function When({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return <>{t.administration.connections.never}</>;
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, now)}
    </time>
  );
}
