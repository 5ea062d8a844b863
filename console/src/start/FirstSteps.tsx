import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";

import { firstStepsQuery } from "../api/queries";
import { Icon } from "../parts/Icon";
import { Failed, Skeleton } from "../parts/states";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { AddArticle } from "./AddArticle";
import { AddPage } from "./AddPage";
import { FirstComment } from "./FirstComment";
import { WhereReplyGoes } from "./WhereReplyGoes";
import "./start.css";

/** From an empty desk to the first draft; each step folds up when it is done, by whatever way it was done. */
export default function FirstSteps() {
  const me = useMe();
  const steps = useQuery(firstStepsQuery());
  useEffect(() => {
    document.title = `${t.start.title} · ${t.name}`;
  }, []);
  if (steps.error) {
    return <Failed title={t.start.title} error={steps.error} onRetry={() => void steps.refetch()} />;
  }
  if (!steps.data) return <Skeleton rows={4} label={t.loading} />;
  const { has_page, has_articles, has_comment } = steps.data;
  const admin = may(me, "admin");
  return (
    <div className="start">
      <h1>{t.start.title}</h1>
      <p className="start-text">{t.start.text}</p>
      {!admin && <p className="callout">{t.start.adminOnly}</p>}
      <ol className="steps">
        <Step number={1} title={t.start.page.title} text={t.start.page.text} isDone={has_page}>
          {admin && <AddPage />}
        </Step>
        <Step number={2} title={t.start.article.title} text={t.start.article.text} isDone={has_articles}>
          {admin && <AddArticle />}
        </Step>
        <Step number={3} title={t.start.comment.title} text={t.start.comment.text} isDone={has_comment}>
          {admin &&
            (me.pages.length > 0 ? <FirstComment /> : <p className="quiet">{t.start.comment.needsPage}</p>)}
        </Step>
      </ol>
      {has_comment && <WhereReplyGoes />}
      {has_comment && (
        <p className="start-end" role="status">
          {t.start.arrived}{" "}
          <Link className="button button-main" to="/">
            {t.start.toQueue}
          </Link>
        </p>
      )}
    </div>
  );
}

interface StepProps {
  number: number;
  title: string;
  text: string;
  isDone: boolean;
  children: ReactNode;
}

function Step({ number, title, text, isDone, children }: StepProps) {
  return (
    <li className="step" data-done={isDone || undefined}>
      <span className="step-number" aria-hidden="true">
        {isDone ? <Icon name="approve" /> : number}
      </span>
      <div className="step-body">
        <h2>
          {title}
          {isDone && <span className="step-done">{t.start.done}</span>}
        </h2>
        {!isDone && <p className="quiet">{text}</p>}
        {!isDone && children}
      </div>
    </li>
  );
}
