import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { answered, api } from "../api/client";
import { messageOf } from "../api/errors";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { t } from "../texts";
import { ago } from "../words/dates";
import { useNow } from "../words/useNow";
import type { SignInNotice } from "./queries";
import "./account.css";

/** Says that somebody signed in from a device not seen before, until the reader says whether it was them. */
export default function SignInNotices({ notices }: { notices: readonly SignInNotice[] }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const now = useNow();
  const texts = t.account.notice;
  const settle = useMutation({
    mutationFn: async ({ session, mine }: { session: string; mine: boolean }) => {
      const params = { path: { session_id: session } };
      if (mine) await answered(api.POST("/api/v1/account/sessions/{session_id}/recognise", { params }));
      else await answered(api.DELETE("/api/v1/account/sessions/{session_id}", { params }));
      return mine;
    },
    onSuccess: (mine) => {
      if (mine) return;
      announce(texts.ended);
      void navigate("/account");
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["me"] }),
  });
  return (
    <aside className="sign-in-notices" aria-label={texts.title}>
      {notices.map((notice) => (
        <div key={notice.session} className="sign-in-notice">
          <p>
            <strong>{texts.title}:</strong> {texts.text(notice.device, notice.address, ago(notice.at, now))}
          </p>
          <Button onPress={() => settle.mutate({ session: notice.session, mine: true })}>{texts.yes}</Button>
          <Button onPress={() => settle.mutate({ session: notice.session, mine: false })}>{texts.no}</Button>
          {settle.error && <p role="alert">{messageOf(settle.error)}</p>}
        </div>
      ))}
    </aside>
  );
}
