import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { articleQuery } from "../api/queries";
import { Icon } from "../parts/Icon";
import { Outside } from "../parts/Outside";
import { Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { useNow } from "../words/useNow";
import { Markdown } from "./Markdown";
import { Validity } from "./Validity";

export function ArticleRead({ id }: { id: string }) {
  const query = useQuery(articleQuery(id));
  const now = useNow();
  const article = query.data;
  return (
    <section className="conversation" aria-labelledby="article-title">
      <header className="conversation-head">
        <Link className="back-link" to="/articles">
          <Icon name="back" />
          {t.articles.back}
        </Link>
        <div className="conversation-who">
          <h2 id="article-title">{article?.title ?? t.loading}</h2>
          {article && (
            <p className="quiet conversation-meta">
              {article.topic && <span>{article.topic}</span>}
              <time dateTime={article.updated_at} title={moment(article.updated_at)}>
                {t.articles.updated(ago(article.updated_at, now))}
              </time>
              <Validity article={article} />
              {article.url && <Outside href={article.url}>{t.articles.site}</Outside>}
            </p>
          )}
        </div>
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="conversation-scroll" tabIndex={0}>
        {article ? (
          <article className="prose">
            {article.answer && (
              <div className="prose-answer">
                <h3>{t.articles.answer}</h3>
                <p>{article.answer}</p>
              </div>
            )}
            <Markdown text={article.body} />
            {article.questions.length > 0 && (
              <>
                <h3>{t.articles.questions}</h3>
                <ul>
                  {article.questions.map((question) => (
                    <li key={question}>{question}</li>
                  ))}
                </ul>
              </>
            )}
          </article>
        ) : query.error ? (
          <Failed title={t.articles.failed} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={5} label={t.loading} />
        )}
      </div>
    </section>
  );
}
