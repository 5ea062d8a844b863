import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";

import { articleQuery } from "../api/queries";
import type { Article } from "../api/types";
import { Icon } from "../parts/Icon";
import { Outside } from "../parts/Outside";
import { Failed, Skeleton } from "../parts/states";
import { useStore } from "../parts/store";
import { may, useMe } from "../session/me";
import { Button } from "../parts/Button";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import { ARTICLE_LANG } from "../words/tongue";
import { useNow } from "../words/useNow";
import { ArticleActions } from "./ArticleActions";
import { ArticleUses } from "./ArticleUses";
import { dropUnsaved, unsaved } from "./edit/unsaved";
import { Markdown } from "./Markdown";
import { Validity } from "./Validity";

export function ArticleRead({ id }: { id: string }) {
  const query = useQuery(articleQuery(id));
  const { search } = useLocation();
  const article = query.data;
  return (
    <section className="conversation" aria-labelledby="article-title">
      <header className="conversation-head">
        <Link className="back-link" to={{ pathname: "/articles", search }}>
          <Icon name="back" />
          {t.articles.back}
        </Link>
        <div className="conversation-who">
          <h2 id="article-title" lang={article && ARTICLE_LANG}>
            {article?.title ?? t.loading}
          </h2>
          {article && <About article={article} />}
        </div>
        {article && <ArticleActions article={article} />}
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="conversation-scroll" tabIndex={0}>
        {article ? (
          <article className="prose">
            <Notes article={article} />
            {article.answer && (
              <div className="prose-answer">
                <h3>{t.articles.answer}</h3>
                <p lang={ARTICLE_LANG}>{article.answer}</p>
              </div>
            )}
            <Markdown text={article.body} />
            {article.questions.length > 0 && (
              <>
                <h3>{t.articles.questions}</h3>
                <ul lang={ARTICLE_LANG}>
                  {article.questions.map((question) => (
                    <li key={question}>{question}</li>
                  ))}
                </ul>
              </>
            )}
            <ArticleUses id={article.id} />
          </article>
        ) : query.error ? (
          <Failed title={t.articles.failedOne} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={5} label={t.loading} />
        )}
      </div>
    </section>
  );
}

/** Whose it is, for whom, since when, and where it stands on the site. */
function About({ article }: { article: Article }) {
  const me = useMe();
  const now = useNow();
  const { country = "", product = "" } = article.audience;
  const page = me.pages.find((one) => one.id === article.page_id);
  const time = ago(article.updated_at, now);
  return (
    <p className="quiet conversation-meta">
      {article.topic && <span lang={ARTICLE_LANG}>{article.topic}</span>}
      <span>
        {article.page_id === null ? t.articles.shared : t.articles.ofPage(page?.name ?? article.page_id)}
      </span>
      {(country || product) && <span>{t.articles.forWhom(country, product)}</span>}
      <time dateTime={article.updated_at} title={moment(article.updated_at)}>
        {article.updated_by ? t.articles.updatedBy(time, article.updated_by) : t.articles.updated(time)}
      </time>
      <Validity article={article} />
      {article.url && <Outside href={article.url}>{t.articles.site}</Outside>}
    </p>
  );
}

/** What a person has to know before reading on. */
function Notes({ article }: { article: Article }) {
  const { search } = useLocation();
  const kept = useStore(unsaved).has(article.id);
  const mayEdit = may(useMe(), "approver");
  return (
    <>
      {article.deleted_at && <p className="callout">{t.articles.isDeleted}</p>}
      {kept && mayEdit && (
        <div className="callout callout-warn">
          <span>{t.articles.unsaved}</span>
          <span className="form-line">
            <Link
              className="button button-plain"
              to={{ pathname: `/articles/${encodeURIComponent(article.id)}/edit`, search }}
            >
              {t.articles.goOn}
            </Link>
            <Button look="quiet" onPress={() => dropUnsaved(article.id)}>
              {t.articles.discard}
            </Button>
          </span>
        </div>
      )}
    </>
  );
}
