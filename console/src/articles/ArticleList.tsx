import { useMemo } from "react";
import { Link } from "react-router";

import type { ArticleItem } from "../api/types";
import { t } from "../texts";
import { Validity } from "./Validity";

interface ArticleListProps {
  articles: readonly ArticleItem[];
  open: string | undefined;
}

/** By topic, as a help centre is laid out. */
export function ArticleList({ articles, open }: ArticleListProps) {
  const topics = useMemo(() => {
    const grouped = new Map<string, ArticleItem[]>();
    for (const article of articles) {
      const topic = article.topic ?? t.articles.other;
      grouped.set(topic, [...(grouped.get(topic) ?? []), article]);
    }
    return [...grouped].sort(([a], [b]) => a.localeCompare(b));
  }, [articles]);
  return (
    <div className="queue-scroll topics">
      {topics.map(([topic, members]) => (
        <section key={topic} aria-label={topic}>
          <h2>{topic}</h2>
          <ul>
            {members.map((article) => (
              <li key={article.id}>
                <Link
                  className="article-row"
                  to={`/articles/${encodeURIComponent(article.id)}`}
                  aria-current={article.id === open ? "true" : undefined}
                >
                  <span>{article.title}</span>
                  <Validity article={article} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
