import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";

import { answered, api } from "../../api/client";
import { type Gap, gapsQuery } from "../../api/gaps";
import { announce } from "../../live/announce";
import { Button } from "../../parts/Button";
import { FormError } from "../../parts/FormError";
import { Icon } from "../../parts/Icon";
import { Empty, Failed, Skeleton } from "../../parts/states";
import { may, useMe } from "../../session/me";
import { t } from "../../texts";
import { ago } from "../../words/dates";
import { tongue } from "../../words/tongue";
import { useNow } from "../../words/useNow";
import { Examples, Replies } from "./Examples";
import { prefill } from "./prefill";
import "./gaps.css";

/** What consumers ask and no article answers, what is asked most first. */
export default function GapsScreen() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const state = search.get("state") === "dismissed" ? "dismissed" : "open";
  const page = search.get("page") ?? "";
  const gaps = useQuery(gapsQuery(state, page));
  useEffect(() => {
    document.title = `${t.gaps.title} · ${t.name}`;
  }, []);
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value) next.set(key, value);
    else next.delete(key);
    setSearch(next, { replace: true });
  };
  const [title, text] = state === "open" ? t.gaps.none : t.gaps.noneDismissed;
  return (
    <div className="gaps">
      <Link className="back-link back-always" to="/articles">
        <Icon name="back" />
        {t.gaps.back}
      </Link>
      <h1>{t.gaps.title}</h1>
      <p className="quiet">{t.gaps.text}</p>
      <div className="form-line">
        <select aria-label={t.gaps.show} value={state} onChange={(event) => set("state", event.target.value)}>
          <option value="open">{t.gaps.open}</option>
          <option value="dismissed">{t.gaps.dismissed}</option>
        </select>
        {me.pages.length > 1 && (
          <select aria-label={t.gaps.page} value={page} onChange={(event) => set("page", event.target.value)}>
            <option value="">{t.gaps.everyPage}</option>
            {me.pages.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </div>
      {gaps.data ? (
        gaps.data.items.length > 0 ? (
          <ul className="gap-list">
            {gaps.data.items.map((gap) => (
              <GapItem key={gap.id} gap={gap} />
            ))}
          </ul>
        ) : (
          <Empty icon="article" title={title} text={text} />
        )
      ) : gaps.error ? (
        <Failed title={t.gaps.failed} error={gaps.error} onRetry={() => void gaps.refetch()} />
      ) : (
        <Skeleton rows={5} label={t.loading} />
      )}
    </div>
  );
}

function GapItem({ gap }: { gap: Gap }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const now = useNow();
  const mayEdit = may(useMe(), "approver");
  const isDismissed = gap.dismissed_at !== null;
  const params = { path: { gap_id: gap.id } };
  const decide = useMutation({
    mutationFn: () =>
      answered(
        isDismissed
          ? api.POST("/api/v1/gaps/{gap_id}/restore", { params })
          : api.POST("/api/v1/gaps/{gap_id}/dismiss", { params }),
      ),
    onSuccess: async () => {
      announce(isDismissed ? t.gaps.wasRestored(gap.question) : t.gaps.wasDismissed(gap.question));
      await queries.invalidateQueries({ queryKey: ["gaps"] });
    },
  });
  const write = (): void => {
    const isKept = !prefill(gap);
    void navigate("/articles/-/new", { state: { gap: gap.id, isKept } });
  };
  return (
    <li className="gap" aria-labelledby={`gap-${gap.id}`}>
      <h2 id={`gap-${gap.id}`} lang={tongue()}>
        {gap.question}
      </h2>
      <p className="quiet">
        {t.gaps.asked(gap.count, ago(gap.newest_at, now))}
        {gap.dismissed_at && gap.dismissed_by && (
          <> · {t.gaps.dismissedBy(gap.dismissed_by, ago(gap.dismissed_at, now))}</>
        )}
      </p>
      <Examples examples={gap.examples} />
      <Replies replies={gap.replies} />
      {mayEdit && (
        <div className="form-line">
          {!isDismissed && (
            <Button look="main" icon="add" aria-label={t.gaps.writeName(gap.question)} onPress={write}>
              {t.gaps.write}
            </Button>
          )}
          <Button
            look="quiet"
            icon={isDismissed ? "undo" : "dismiss"}
            aria-label={isDismissed ? t.gaps.restoreName(gap.question) : t.gaps.dismissName(gap.question)}
            isPending={decide.isPending}
            onPress={() => decide.mutate()}
          >
            {isDismissed ? t.gaps.restore : t.gaps.dismiss}
          </Button>
        </div>
      )}
      <FormError error={decide.error} />
    </li>
  );
}
