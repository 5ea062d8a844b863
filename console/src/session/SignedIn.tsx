import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Outlet } from "react-router";

import { isSignedOut } from "../api/errors";
import { meQuery } from "../api/queries";
import { Failed } from "../parts/states";
import { t } from "../texts";
import { MeContext } from "./me";
import { SignIn } from "./SignIn";

const FactorFirst = lazy(() => import("../account/FactorFirst"));

/** The signed-in part of the app; whoever isn't sees the sign-in screen at the address they asked for. */
export function SignedIn() {
  const me = useQuery(meQuery());
  if (me.data) {
    return (
      <MeContext value={me.data}>
        {me.data.second_factor_missing ? (
          // Nothing else is open to them: the desk asks for a second factor first.
          <Suspense fallback={<p className="page-loading">{t.loading}</p>}>
            <FactorFirst />
          </Suspense>
        ) : (
          <Outlet />
        )}
      </MeContext>
    );
  }
  if (isSignedOut(me.error)) return <SignIn />;
  if (me.error) {
    return (
      <main className="page-loading">
        <Failed title={t.name} error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return <p className="page-loading">{t.loading}</p>;
}
