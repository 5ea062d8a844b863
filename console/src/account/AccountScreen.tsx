import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { PasswordForm } from "./PasswordForm";
import { accountQuery } from "./queries";
import { SecondFactor } from "./SecondFactor";
import { Sessions } from "./Sessions";
import "./account.css";

/** One's own password, second factor and browsers. */
export default function AccountScreen() {
  const account = useQuery(accountQuery());
  useEffect(() => {
    document.title = `${t.account.title} · ${t.name}`;
  }, []);
  return (
    <div className="account">
      <h1>{t.account.title}</h1>
      {account.data ? (
        <>
          {account.data.second_factor_missing && (
            <p className="callout callout-warn">{t.account.factor.needed}</p>
          )}
          <SecondFactor account={account.data} />
          <PasswordForm account={account.data} />
          <Sessions sessions={account.data.sessions} />
        </>
      ) : account.error ? (
        <Failed title={t.account.title} error={account.error} onRetry={() => void account.refetch()} />
      ) : (
        <Skeleton rows={4} label={t.loading} />
      )}
    </div>
  );
}
