import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, useSearchParams } from "react-router";

import { NotHere } from "../app/NotHere";
import { Button } from "../parts/Button";
import { Empty, Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { inPercent, moment } from "../words/dates";
import { tongue } from "../words/tongue";
import { describe } from "./behind";
import "./numbers.css";
import { behindQuery, behindQueryOf, type NumberComment } from "./queries";
import { channelWords, duration, intentWords, outcomeWords } from "./words";

const words = t.numbers.behind;

/** The comments behind a figure, newest first. */
export default function BehindScreen() {
  const [search] = useSearchParams();
  const query = behindQueryOf(search);
  const found = useInfiniteQuery(behindQuery(query));
  useEffect(() => {
    document.title = `${words.title} · ${t.name}`;
  }, []);
  if (!query) return <NotHere />;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="numbers">
      <header className="numbers-head">
        <Link to={`/numbers?${back(search)}`}>← {words.back}</Link>
        <h1>{words.title}</h1>
        <p>{describe(search)}</p>
      </header>
      {found.error && items.length === 0 ? (
        <Failed title={words.failed} error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton rows={6} label={t.loading} />
      ) : items.length === 0 ? (
        <Empty icon="search" title={words.none[0] ?? ""} text={words.none[1] ?? ""} />
      ) : (
        <ul className="behind">
          {items.map((item, index) => (
            <Row key={`${item.id} ${index}`} item={item} />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  );
}

function Row({ item }: { item: NumberComment }) {
  return (
    <li>
      <Link className="behind-row" to={`/comment/${item.id}?view=all`}>
        <span className="behind-words" lang={tongue(item.language)}>
          {item.excerpt}
        </span>
        <span className="quiet">{about(item).join(" · ")}</span>
      </Link>
    </li>
  );
}

function about(item: NumberComment): string[] {
  return [
    item.author ?? t.someone,
    channelWords(item.channel),
    item.intent ? intentWords(item.intent) : t.numbers.comments.notKnown,
    item.outcome ? outcomeWords(item.outcome) : t.queue.state[item.state],
    ...(item.actor ? [words.by(item.actor)] : []),
    ...(item.waited === null ? [] : [words.waited(duration(item.waited))]),
    ...(item.edited ? [words.edited(inPercent(item.edited))] : []),
    moment(item.at),
  ];
}

/** The days, page and channel of the figure, so that the way back leads to the same numbers. */
function back(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of ["from", "to", "page", "channel"]) {
    const value = search.get(name);
    if (value) kept.set(name, value);
  }
  return String(kept);
}
