import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";

import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { useMe } from "../session/me";
import { t } from "../texts";
import { ARTICLE_LANG } from "../words/tongue";
import { isNarrowed, VALIDITIES } from "./filters";
import { useArticleFilters } from "./useArticleFilters";

const PAUSE_MS = 250;

interface ArticleFilterBarProps {
  topics: readonly string[];
  total: number | null;
}

export function ArticleFilterBar({ topics, total }: ArticleFilterBarProps) {
  const me = useMe();
  const [filters, choose] = useArticleFilters();
  const [, setSearch] = useSearchParams();
  const [words, setWords] = useState(filters.q);
  const shown = filters.topic && !topics.includes(filters.topic) ? [filters.topic, ...topics] : topics;

  useEffect(() => {
    if (words.trim() === filters.q) return;
    const timer = window.setTimeout(() => choose("q", words.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [words, filters.q, choose]);

  return (
    <search className="filters">
      <div className="filter-words">
        <Icon name="search" />
        <input
          id="article-search"
          type="search"
          value={words}
          placeholder={t.articles.search}
          aria-label={t.articles.search}
          aria-keyshortcuts="/"
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <div className="filter-choices article-choices">
        <select
          aria-label={t.articles.filters.validity}
          value={filters.validity}
          onChange={(event) => choose("validity", event.target.value)}
        >
          <option value="">{t.articles.filters.everyValidity}</option>
          {VALIDITIES.map((validity) => (
            <option key={validity} value={validity}>
              {t.articles.filters[validity]}
            </option>
          ))}
        </select>
        <select
          aria-label={t.articles.filters.topic}
          value={filters.topic}
          onChange={(event) => choose("topic", event.target.value)}
        >
          <option value="">{t.articles.filters.everyTopic}</option>
          {shown.map((topic) => (
            <option key={topic} lang={ARTICLE_LANG}>
              {topic}
            </option>
          ))}
        </select>
        <select
          aria-label={t.articles.filters.whose}
          value={filters.page}
          onChange={(event) => choose("page", event.target.value)}
        >
          <option value="">{t.articles.filters.all}</option>
          <option value="shared">{t.articles.filters.shared}</option>
          {me.pages.map((page) => (
            <option key={page.id} value={page.id}>
              {page.name}
            </option>
          ))}
        </select>
      </div>
      <div className="filter-choices">
        {isNarrowed(filters) && (
          <Button
            look="quiet"
            onPress={() => {
              setWords("");
              setSearch({}, { replace: true });
            }}
          >
            {t.articles.filters.clear}
          </Button>
        )}
        <span className="filter-total" role="status">
          {total !== null && t.articles.count(total)}
        </span>
      </div>
    </search>
  );
}
