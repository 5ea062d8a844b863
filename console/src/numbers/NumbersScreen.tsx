import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";

import { Empty, Failed, Skeleton } from "../parts/states";
import { t } from "../texts";
import { inPercent } from "../words/dates";
import { Cards } from "./Cards";
import {
  commentsChart,
  countOf,
  editsChart,
  firstReplyChart,
  gapsChart,
  hoursChart,
  outcomesChart,
  slowest,
  weekdaysChart,
} from "./figures";
import "./numbers.css";
import { Plot } from "./plot/Plot";
import { type Numbers, numbersQuery } from "./queries";
import { csvPath, lengthOf, type Range, rangeOf, withChanges, zone } from "./range";
import Imported from "./Imported";
import { RangeBar } from "./RangeBar";
import { AvoidedFindings, Dismissals, People } from "./tables";
import { compared, comparedTime, dayLong, duration, percentOf } from "./words";

const words = t.numbers;

/** How much came, and how fast and how people answered it. */
export default function NumbersScreen() {
  const [search] = useSearchParams();
  const range = rangeOf(search, new Date());
  const found = useQuery(numbersQuery(range));
  useEffect(() => {
    document.title = `${words.title} · ${t.name}`;
  }, []);
  const numbers = found.data;
  return (
    <div className="numbers">
      <header className="numbers-head">
        <h1>{words.title}</h1>
        <p className="quiet">
          {words.range.says(dayLong(range.from), dayLong(range.to), zone())}. {words.asOf}
        </p>
      </header>
      <RangeBar range={range} />
      {found.error ? (
        <Failed title={words.failed} error={found.error} onRetry={() => void found.refetch()} />
      ) : !numbers ? (
        <Skeleton rows={8} label={t.loading} />
      ) : numbers.comments.total + numbers.outcomes.total === 0 ? (
        <>
          <Empty icon="search" title={words.empty[0] ?? ""} text={words.empty[1] ?? ""} />
          {numbers.people.length > 0 && <People numbers={numbers} range={range} />}
        </>
      ) : (
        <div className="numbers-all" aria-busy={found.isPlaceholderData}>
          <Cards numbers={numbers} range={range} />
          <div className="plots">
            <CommentsPlot numbers={numbers} range={range} />
            <FirstReplyPlots numbers={numbers} range={range} />
            <OutcomePlots numbers={numbers} range={range} />
            <People numbers={numbers} range={range} />
          </div>
        </div>
      )}
      <Imported page={range.page} />
    </div>
  );
}

interface FiguresProps {
  numbers: Numbers;
  range: Range;
}

function CommentsPlot({ numbers, range }: FiguresProps) {
  const [search, setSearch] = useSearchParams();
  const by = search.get("by") === "channel" ? "channel" : "intent";
  const { total, before } = numbers.comments;
  return (
    <Plot
      title={words.comments.title}
      summary={words.comments.says(total, compared(total, before, lengthOf(numbers.first, numbers.last)))}
      data={commentsChart(numbers, range, by)}
      csv={csvPath(range, "comments")}
    >
      <select
        aria-label={words.comments.by}
        value={by}
        onChange={(event) =>
          setSearch((old) => withChanges(old, { by: event.target.value === "channel" ? "channel" : "" }), {
            replace: true,
          })
        }
      >
        <option value="intent">{words.comments.byIntent}</option>
        <option value="channel">{words.comments.byChannel}</option>
      </select>
    </Plot>
  );
}

function FirstReplyPlots({ numbers, range }: FiguresProps) {
  const { now, before, hours, weekdays } = numbers.first_reply;
  const faster = comparedTime(now.median, before.median, lengthOf(numbers.first, numbers.last));
  return (
    <>
      <Plot
        title={words.firstReply.title}
        summary={
          now.count > 0
            ? words.firstReply.says(duration(now.median), duration(now.p90), faster)
            : words.firstReply.nobody
        }
        note={words.firstReply.text}
        data={firstReplyChart(numbers, range)}
        csv={csvPath(range, "first_reply")}
      />
      {now.count > 0 && (
        <>
          <Plot
            title={`${words.firstReply.title}, ${words.firstReply.byHour.toLowerCase()}`}
            summary={slowest(hours, words.firstReply.hour) ?? ""}
            note={words.firstReply.byHourText}
            data={hoursChart(numbers, range)}
            csv={csvPath(range, "hours")}
          />
          <Plot
            title={`${words.firstReply.title}, ${words.firstReply.byWeekday.toLowerCase()}`}
            summary={slowest(weekdays, (day) => words.firstReply.weekdays[day] ?? "") ?? ""}
            data={weekdaysChart(numbers, range)}
            csv={csvPath(range, "weekdays")}
          />
        </>
      )}
    </>
  );
}

function OutcomePlots({ numbers, range }: FiguresProps) {
  const { total } = numbers.outcomes;
  const rejected = countOf(numbers, "dismissed") + countOf(numbers, "gave_up");
  const { now } = numbers.edits;
  const gaps = numbers.gaps;
  return (
    <>
      <Plot
        title={words.outcomes.title}
        summary={words.outcomes.says(
          total,
          percentOf(countOf(numbers, "unchanged"), total),
          percentOf(countOf(numbers, "edited"), total),
          percentOf(rejected, total),
        )}
        data={outcomesChart(numbers, range)}
        csv={csvPath(range, "outcomes")}
      />
      <Dismissals numbers={numbers} range={range} />
      <Plot
        title={words.edits.title}
        summary={
          now.count > 0
            ? words.edits.says(now.count, inPercent(now.median ?? 0), inPercent(now.p90 ?? 0))
            : words.edits.nobody
        }
        data={editsChart(numbers, range)}
        csv={csvPath(range, "edits")}
      />
      <Plot
        title={words.gaps.title}
        summary={words.gaps.says(
          gaps.total,
          compared(gaps.total, gaps.before, lengthOf(numbers.first, numbers.last)),
        )}
        data={gapsChart(numbers, range)}
        csv={csvPath(range, "gaps")}
      />
      <AvoidedFindings numbers={numbers} range={range} />
    </>
  );
}
