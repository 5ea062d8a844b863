import { Link } from "react-router";

import { Empty } from "../parts/states";
import { t } from "../texts";

export function NotHere() {
  return (
    <Empty icon="question" title={t.errors.notHere} text={t.errors.notHereText}>
      <Link className="button button-plain" to="/">
        {t.errors.backToQueue}
      </Link>
    </Empty>
  );
}
