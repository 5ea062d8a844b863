import { createContext, useContext } from "react";

import type { AnyRole, Me, Role } from "../api/types";

export const MeContext = createContext<Me | null>(null);

/** Who is signed in; only below the signed-in part of the app. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe is for signed-in screens");
  return me;
}

const ORDER: readonly AnyRole[] = ["none", "viewer", "drafter", "approver", "admin"];

const reaches = (role: AnyRole, least: Role): boolean => ORDER.indexOf(role) >= ORDER.indexOf(least);

/** Whether the reader's role on a page includes the given one; null stands for what all pages share. */
export function may(me: Me, least: Role, page: string | null = null): boolean {
  if (page !== null) return reaches(me.pages.find((one) => one.id === page)?.role ?? "none", least);
  return reaches(me.user.role, least) || (least === "viewer" && me.pages.length > 0);
}

/** Whether there is a page, or what all share, on which the reader's role includes the given one. */
export function maySomewhere(me: Me, least: Role): boolean {
  return may(me, least) || me.pages.some((page) => may(me, least, page.id));
}
