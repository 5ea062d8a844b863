import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { useParams } from "react-router";

import { articlesQuery } from "../api/queries";
import { Icon } from "../parts/Icon";
import { Empty, Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { ArticleList } from "./ArticleList";
import { ArticleRead } from "./ArticleRead";
import "./articles.css";

/** What drafts are written from: a list to search, and one article to read. */
export default function ArticlesScreen() {
  const { id } = useParams();
  const [words, setWords] = useState("");
  const articles = useQuery(articlesQuery(useDeferredValue(words.trim())));
  const [title, text] = words.trim() ? t.articles.noMatch : t.articles.none;
  useEffect(() => {
    document.title = `${t.articles.title} · ${t.name}`;
  }, []);
  return (
    <div className="desk articles" data-shows={id ? "conversation" : "queue"}>
      <h1 className="visually-hidden">{t.articles.title}</h1>
      <section className="queue" aria-label={t.articles.title}>
        <p className="articles-title" aria-hidden="true">
          {t.articles.title}
        </p>
        <search className="filters">
          <div className="filter-words">
            <Icon name="search" />
            <input
              type="search"
              value={words}
              placeholder={t.articles.search}
              aria-label={t.articles.search}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <span className="filter-total" role="status">
            {articles.data && t.articles.count(articles.data.items.length)}
          </span>
        </search>
        {articles.data && articles.data.items.length > 0 ? (
          <ArticleList articles={articles.data.items} open={id} />
        ) : articles.data ? (
          <Empty icon={words ? "search" : "article"} title={title ?? ""} text={text ?? ""} />
        ) : articles.error ? (
          <Failed title={t.articles.failed} error={articles.error} onRetry={() => void articles.refetch()} />
        ) : (
          <Skeleton rows={7} label={t.loading} />
        )}
      </section>
      {id ? (
        <ArticleRead key={id} id={id} />
      ) : (
        <div className="conversation-none">
          <Empty icon="article" title={t.articles.pick} text={t.articles.pickText} />
        </div>
      )}
    </div>
  );
}
