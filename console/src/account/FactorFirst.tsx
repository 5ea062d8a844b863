import { useMutation, useQueryClient } from "@tanstack/react-query";

import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { useMe } from "../session/me";
import { signOut } from "../session/signOut";
import { t } from "../texts";
import AccountScreen from "./AccountScreen";

/** One's own account while the desk asks for a second factor and lets nothing else be done but to leave. */
export default function FactorFirst() {
  const { user } = useMe();
  const queries = useQueryClient();
  const leave = useMutation({ mutationFn: () => signOut(queries) });
  return (
    <>
      <header className="account-leave">
        <span className="quiet">
          {user.name} · {user.email}
        </span>
        <Button isPending={leave.isPending} onPress={() => leave.mutate()}>
          {t.menu.signOut}
        </Button>
        <FormError error={leave.error} />
      </header>
      <main>
        <AccountScreen />
      </main>
    </>
  );
}
