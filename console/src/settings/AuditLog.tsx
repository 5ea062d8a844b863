import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";

import { answered, api } from "../api/client";
import { Button } from "../parts/Button";
import { Empty, Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { moment } from "../words/dates";
import { actionWords, type AuditFilters, detailsOf, EVERY_ENTRY, queryOf } from "./audit";
import { PageChoice } from "./PageChoice";
import "./administration.css";

/** What was changed about pages, people, tokens and settings, the newest first. */
export default function AuditLog() {
  const [filters, setFilters] = useState<AuditFilters>(EVERY_ENTRY);
  const texts = t.administration.audit;
  const query = queryOf(filters);
  const choices = useQuery({
    queryKey: ["audit-choices"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/audit/choices", { signal })),
  });
  const log = useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam, signal }) => {
      const params = { query: { ...query, ...(pageParam !== null && { cursor: pageParam }) } };
      return answered(api.GET("/api/v1/audit", { params, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (part: Partial<AuditFilters>): void => setFilters({ ...filters, ...part });
  return (
    <div className="administration">
      <h2>{texts.title}</h2>
      <p className="quiet">{texts.text}</p>
      <div className="choices">
        <Choice
          label={texts.actor}
          all={texts.everybody}
          value={filters.actor}
          options={choices.data?.actors ?? []}
          onChange={(actor) => change({ actor })}
        />
        <Choice
          label={texts.action}
          all={texts.everything}
          value={filters.action}
          options={choices.data?.actions ?? []}
          words={actionWords}
          onChange={(action) => change({ action })}
        />
        <PageChoice all={texts.everyPage} value={filters.page} onChange={(page) => change({ page })} />
        <Day label={texts.since} value={filters.since} onChange={(since) => change({ since })} />
        <Day label={texts.until} value={filters.until} onChange={(until) => change({ until })} />
        <a
          className="button button-plain"
          href={`/api/v1/audit.csv?${new URLSearchParams(query).toString()}`}
        >
          {texts.export}
        </a>
      </div>
      {log.error ? (
        <Failed title={texts.title} error={log.error} onRetry={() => void log.refetch()} />
      ) : !log.data ? (
        <Skeleton rows={6} label={t.loading} />
      ) : entries.length === 0 ? (
        <Empty icon="search" title={texts.none[0]} text={texts.none[1]} />
      ) : (
        <ol className="entries audit" aria-label={texts.title}>
          {entries.map((entry) => (
            <li key={entry.id} className="entry">
              <div className="entry-words">
                <p>
                  <strong>{entry.actor}</strong> {actionWords(entry.action)}
                  {entry.subject !== entry.actor && <>: {entry.subject}</>}
                </p>
                <p className="quiet">
                  <time dateTime={entry.at}>{moment(entry.at)}</time>
                  {entry.page_id && ` · ${entry.page_id}`}
                  {detailsOf(entry.data).map((detail) => ` · ${detail}`)}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {log.hasNextPage && (
        <Button onPress={() => void log.fetchNextPage()} isPending={log.isFetchingNextPage}>
          {texts.more}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string;
  options: readonly string[];
  words?: (option: string) => string;
  onChange: (value: string) => void;
}

function Choice({ label, all, value, options, words = (option) => option, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <p className="choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </p>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const id = useId();
  return (
    <p className="choice">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </p>
  );
}
