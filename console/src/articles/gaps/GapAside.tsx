import { useQuery } from "@tanstack/react-query";

import { messageOf } from "../../api/errors";
import { gapQuery } from "../../api/gaps";
import { Skeleton } from "../../parts/states";
import { t } from "../../texts";
import { Examples, Replies } from "./Examples";
import "./gaps.css";

/** What was asked, at hand while the article about it is written. */
export default function GapAside({ id, isKept }: { id: string; isKept: boolean }) {
  const gap = useQuery(gapQuery(id));
  return (
    <aside className="gap-aside" aria-label={t.gaps.aside}>
      {isKept && (
        <p className="callout callout-warn" role="status">
          {t.gaps.kept}
        </p>
      )}
      <details className="fold" open>
        <summary>{t.gaps.aside}</summary>
        {gap.data ? (
          <>
            <Examples examples={gap.data.examples} />
            <Replies replies={gap.data.replies} />
          </>
        ) : gap.error ? (
          <p className="quiet">{messageOf(gap.error)}</p>
        ) : (
          <Skeleton rows={2} label={t.loading} />
        )}
      </details>
    </aside>
  );
}
