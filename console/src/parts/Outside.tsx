import type { ReactNode } from "react";

import { t } from "../texts";
import { Icon } from "./Icon";

/** A link off the desk. Addresses come from outside, so only web ones become links. */
export function Outside({ href, children }: { href: string; children: ReactNode }) {
  if (!/^https?:\/\//i.test(href)) return <>{children}</>;
  return (
    <a className="outside" href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <Icon name="link" size={13} />
      <span className="visually-hidden"> ({t.opensElsewhere})</span>
    </a>
  );
}
