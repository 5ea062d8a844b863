import { createContext, useContext } from "react";

import type { Me, Role } from "../api/types";

export const MeContext = createContext<Me | null>(null);

/** Who is signed in; only below the signed-in part of the app. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe is for signed-in screens");
  return me;
}

const ORDER: readonly Role[] = ["viewer", "drafter", "approver", "admin"];

export function may(me: Me, role: Role): boolean {
  return ORDER.indexOf(me.user.role) >= ORDER.indexOf(role);
}
