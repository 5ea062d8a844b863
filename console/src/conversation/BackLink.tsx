import { Link, useLocation } from "react-router";

import { Icon } from "../parts/Icon";
import { t } from "../texts";

/** On a narrow screen the queue is a page of its own. */
export function BackLink() {
  const { search } = useLocation();
  return (
    <Link className="back-link" to={{ pathname: "/", search }}>
      <Icon name="back" />
      {t.conversation.back}
    </Link>
  );
}
