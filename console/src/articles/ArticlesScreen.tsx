import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";

import { articlesQuery } from "../api/queries";
import { useKeys } from "../keys/useKeys";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Empty, Failed, Skeleton } from "../parts/states";
import { maySomewhere, useMe } from "../session/me";
import { t } from "../texts";
import { ArticleFilterBar } from "./ArticleFilterBar";
import { ArticlesByTopic, ArticlesFound, NearestInMeaning } from "./ArticleList";
import { ArticleRead } from "./ArticleRead";
import { DeletedBar } from "./DeletedBar";
import { EditPane } from "./edit/EditPane";
import { isNarrowed } from "./filters";
import { HistoryPane } from "./history/HistoryPane";
import { useArticleFilters } from "./useArticleFilters";
import "./articles.css";
import "./edit.css";

const STEP = 200;
// What matched in each has to be worked out.
const STEP_FOUND = 50;
const MOST = 1000;

interface ArticlesScreenProps {
  pane: "none" | "read" | "edit" | "history" | "new";
}

/** What drafts are written from: a list to search, and one article to read, change or look back on. */
export default function ArticlesScreen({ pane }: ArticlesScreenProps) {
  const { id } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const mayEdit = maySomewhere(useMe(), "approver");
  useEffect(() => {
    document.title = `${t.articles.title} · ${t.name}`;
  }, []);
  useKeys({
    "/": () => document.getElementById("article-search")?.focus(),
    ...(mayEdit && { n: () => void navigate({ pathname: "/articles/-/new", search }) }),
  });
  return (
    <div className="desk articles" data-shows={pane === "none" ? "queue" : "conversation"}>
      <h1 className="visually-hidden">{t.articles.title}</h1>
      <section className="queue" aria-label={t.articles.title}>
        <div className="articles-head">
          <p className="articles-title" aria-hidden="true">
            {t.articles.title}
          </p>
          <Link className="button button-quiet" to="/articles/-/gaps">
            {t.gaps.link}
          </Link>
          {mayEdit && (
            <Link
              className="button button-plain"
              to={{ pathname: "/articles/-/new", search }}
              aria-keyshortcuts="n"
            >
              <Icon name="add" />
              {t.articles.add}
            </Link>
          )}
        </div>
        <Browse open={id} />
        <DeletedBar />
      </section>
      {pane === "new" ? (
        <EditPane key="new" />
      ) : id === undefined ? (
        <div className="conversation-none">
          <Empty icon="article" title={t.articles.pick} text={t.articles.pickText} />
        </div>
      ) : pane === "edit" ? (
        <EditPane key={id} id={id} />
      ) : pane === "history" ? (
        <HistoryPane key={id} id={id} />
      ) : (
        <ArticleRead key={id} id={id} />
      )}
    </div>
  );
}

function Browse({ open }: { open: string | undefined }) {
  const [filters] = useArticleFilters();
  const [steps, setSteps] = useState(1);
  const step = filters.q ? STEP_FOUND : STEP;
  const limit = Math.min(MOST, step * steps);
  const articles = useQuery(articlesQuery(filters, limit));
  const { items = [], total = 0, near = [], topics = [] } = articles.data ?? {};
  const [title, text] = isNarrowed(filters) ? t.articles.noMatch : t.articles.none;
  return (
    <>
      <ArticleFilterBar topics={topics} total={articles.data ? total : null} />
      {articles.data ? (
        <div className="queue-scroll topics">
          {filters.q ? (
            <ArticlesFound articles={items} open={open} />
          ) : (
            <ArticlesByTopic articles={items} open={open} />
          )}
          {items.length === 0 && (
            <Empty icon={isNarrowed(filters) ? "search" : "article"} title={title ?? ""} text={text ?? ""} />
          )}
          {total > items.length && items.length > 0 && (
            <div className="list-more">
              {limit < MOST ? (
                <Button isPending={articles.isFetching} onPress={() => setSteps(steps + 1)}>
                  {t.articles.more(Math.min(step, total - items.length))}
                </Button>
              ) : (
                <p className="quiet">{t.articles.tooMany}</p>
              )}
            </div>
          )}
          <NearestInMeaning near={near} />
        </div>
      ) : articles.error ? (
        <Failed title={t.articles.failed} error={articles.error} onRetry={() => void articles.refetch()} />
      ) : (
        <Skeleton rows={7} label={t.loading} />
      )}
    </>
  );
}
