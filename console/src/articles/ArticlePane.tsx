import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";

import { Icon } from "../parts/Icon";
import { t } from "../texts";

interface ArticlePaneProps {
  title: string;
  /** The article to go back to; without one, the list. */
  id: string | undefined;
  children: ReactNode;
}

/** The frame of a pane about one article that isn't the article itself. */
export function ArticlePane({ title, id, children }: ArticlePaneProps) {
  const { search } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="conversation" aria-labelledby="article-title">
      <header className="conversation-head">
        <Link
          className="back-link back-always"
          to={{ pathname: id === undefined ? "/articles" : `/articles/${encodeURIComponent(id)}`, search }}
        >
          <Icon name="back" />
          {id === undefined ? t.articles.back : t.articles.backToArticle}
        </Link>
        <div className="conversation-who">
          <h2 id="article-title" ref={heading} tabIndex={-1}>
            {title}
          </h2>
        </div>
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="conversation-scroll" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
