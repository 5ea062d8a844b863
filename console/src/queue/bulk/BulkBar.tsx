import { Suspense, useState } from "react";

import { later } from "../../app/later";
import { Button, IconButton } from "../../parts/Button";
import { useStore } from "../../parts/store";
import { maySomewhere, useMe } from "../../session/me";
import { t } from "../../texts";
import type { BulkAction, QueueItem } from "../contract";
import { pickAll, pickNone, selection } from "../selection";
import "./bulk.css";
import { planOf } from "./plan";
import { run } from "./run";

const BulkDialog = later(() => import("./BulkDialog"));

/** What can be done with those selected. */
export default function BulkBar({ items }: { items: readonly QueueItem[] }) {
  const me = useMe();
  const { ids } = useStore(selection);
  const busy = useStore(run)?.stage === "running";
  const [asking, setAsking] = useState<BulkAction | null>(null);
  const picked = items.filter((item) => ids.has(item.id));
  const safe = planOf("approve", picked, me.pages).going.length;
  const decides = maySomewhere(me, "approver");
  const ask = (action: BulkAction) => () => setAsking(action);
  if (picked.length === 0) return null;
  return (
    <section className="bulk-bar" aria-label={t.bulk.label}>
      <div className="bulk-line">
        <strong>{t.bulk.picked(picked.length)}</strong>
        {picked.length < items.length && (
          <Button look="quiet" onPress={pickAll}>
            {t.bulk.all(items.length)}
          </Button>
        )}
        <IconButton icon="dismiss" label={t.bulk.clear} aria-keyshortcuts="Escape" onPress={pickNone} />
      </div>
      <div className="bulk-line">
        {decides && (
          <Button look="main" icon="approve" isDisabled={busy} onPress={ask("approve")}>
            {`${t.bulk.actions.approve} (${safe})`}
          </Button>
        )}
        {decides && (
          <Button icon="dismiss" isDisabled={busy} onPress={ask("dismiss")}>
            {t.bulk.actions.dismiss}
          </Button>
        )}
        <Button icon="user" isDisabled={busy} onPress={ask("assign")}>
          {t.bulk.actions.assign}
        </Button>
        <Button icon="relabel" isDisabled={busy} onPress={ask("label")}>
          {t.bulk.actions.label}
        </Button>
        <Button icon="clock" isDisabled={busy} onPress={ask("snooze")}>
          {t.bulk.actions.snooze}
        </Button>
      </div>
      <Suspense>
        {asking && <BulkDialog action={asking} picked={picked} onClose={() => setAsking(null)} />}
      </Suspense>
    </section>
  );
}
