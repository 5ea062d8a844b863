import { useMutation, useQueryClient } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { useNow } from "../words/useNow";
import type { OwnSession } from "./queries";

/** The browsers that are signed in, and ending them. */
export function Sessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const queries = useQueryClient();
  const now = useNow();
  const texts = t.account.sessions;
  const settled = (): Promise<void> => queries.invalidateQueries({ queryKey: ["account"] });
  const end = useMutation({
    mutationFn: (id: string) =>
      answered(api.DELETE("/api/v1/account/sessions/{session_id}", { params: { path: { session_id: id } } })),
    onSettled: settled,
  });
  const endOthers = useMutation({
    mutationFn: () => answered(api.DELETE("/api/v1/account/sessions")),
    onSettled: settled,
  });
  const error = end.error ?? endOthers.error;
  return (
    <section className="account-part" aria-labelledby="account-sessions">
      <h2 id="account-sessions">{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      <FormError error={error} />
      <ul className="entries">
        {sessions.map((session) => (
          <li key={session.id} className="entry">
            <div className="entry-words">
              <p>
                <strong>{session.device}</strong>
                {session.current && <span className="tag">{texts.current}</span>}
                {session.new_device && <span className="tag tag-escalation">{texts.isNew}</span>}
              </p>
              <p className="quiet">
                {session.address && `${session.address} · `}
                <time dateTime={session.signed_in_at} title={moment(session.signed_in_at)}>
                  {texts.signedIn(ago(session.signed_in_at, now))}
                </time>{" "}
                {texts.via[session.via]} ·{" "}
                <time dateTime={session.last_used_at} title={moment(session.last_used_at)}>
                  {texts.used(ago(session.last_used_at, now))}
                </time>
              </p>
            </div>
            {!session.current && (
              <Button
                aria-label={texts.endNamed(session.device)}
                onPress={() => end.mutate(session.id)}
                isPending={end.isPending && end.variables === session.id}
              >
                {texts.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button onPress={() => endOthers.mutate()} isPending={endOthers.isPending}>
          {texts.endOthers}
        </Button>
      )}
    </section>
  );
}
