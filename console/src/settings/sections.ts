import { type ComponentType, lazy } from "react";

import type { Me } from "../api/types";
import { may, maySomewhere } from "../session/me";
import { t } from "../texts";

/** A part of the settings beside the pages', at /settings/<id>. */
export interface Section {
  id: string;
  title: string;
  mayOpen: (me: Me) => boolean;
  Screen: ComponentType;
}

/** One line each; a section is loaded when it is opened. */
export const SECTIONS: readonly Section[] = [
  {
    id: "saved-replies",
    title: t.saved.title,
    mayOpen: (me) => maySomewhere(me, "drafter"),
    Screen: lazy(() => import("./SavedReplies")),
  },
  {
    id: "notifications",
    title: t.notifications.title,
    mayOpen: (me) => may(me, "admin"),
    Screen: lazy(() => import("./Notifications")),
  },
  {
    id: "team",
    title: t.team.title,
    mayOpen: (me) => may(me, "admin"),
    Screen: lazy(() => import("./Team")),
  },
  {
    id: "connections",
    title: t.administration.connections.title,
    mayOpen: (me) => maySomewhere(me, "admin"),
    Screen: lazy(() => import("./Connections")),
  },
  {
    id: "web-chat",
    title: t.webChat.title,
    mayOpen: (me) => maySomewhere(me, "admin"),
    Screen: lazy(() => import("./WebChat")),
  },
  {
    id: "sign-in",
    title: t.administration.signIn.title,
    mayOpen: (me) => may(me, "admin"),
    Screen: lazy(() => import("./SignInRules")),
  },
  {
    id: "retention",
    title: t.administration.retention.title,
    mayOpen: (me) => may(me, "admin"),
    Screen: lazy(() => import("./Retention")),
  },
  {
    id: "audit",
    title: t.administration.audit.title,
    mayOpen: (me) => may(me, "admin"),
    Screen: lazy(() => import("./AuditLog")),
  },
];
