import { Link } from "react-router";

import { t } from "../texts";
import { inDigits, inPercent } from "../words/dates";
import { approved, countOf } from "./figures";
import type { Numbers } from "./queries";
import { behindPath, lengthOf, type Range } from "./range";
import { compared, comparedShare, comparedTime, duration, percentOf, shareOf } from "./words";

const words = t.numbers.cards;

/** The figures at a glance, each leading to the comments behind it. */
export function Cards({ numbers, range }: { numbers: Numbers; range: Range }) {
  const days = lengthOf(numbers.first, numbers.last);
  const first = numbers.first_reply;
  const unchanged = countOf(numbers, "unchanged");
  return (
    <ul className="cards" aria-label={words.label}>
      <Card
        name={words.comments}
        value={inDigits(numbers.comments.total)}
        text={compared(numbers.comments.total, numbers.comments.before, days)}
        to={behindPath(range, "comments")}
      />
      <Card
        name={words.firstReply}
        value={duration(first.now.median)}
        text={comparedTime(first.now.median, first.before.median, days)}
        more={first.now.p90 === null ? undefined : words.p90(duration(first.now.p90))}
        to={behindPath(range, "first_reply")}
      />
      {first.promised > 0 && (
        <Card
          name={words.promise}
          value={percentOf(first.kept, first.promised)}
          text={comparedShare(
            shareOf(first.kept, first.promised),
            shareOf(first.kept_before, first.promised_before),
            days,
          )}
          more={words.promised(inDigits(first.kept), inDigits(first.promised))}
          to={behindPath(range, "first_reply", { promise: "late" })}
        />
      )}
      <Card
        name={words.unchanged}
        value={percentOf(unchanged, approved(numbers))}
        text={comparedShare(
          shareOf(unchanged, approved(numbers)),
          shareOf(countOf(numbers, "unchanged", "before"), approved(numbers, "before")),
          days,
        )}
        more={words.ofApproved(inDigits(unchanged), inDigits(approved(numbers)))}
        to={behindPath(range, "outcomes", { outcome: "unchanged" })}
      />
      <Card
        name={words.edit}
        value={numbers.edits.now.median === null ? words.none : inPercent(numbers.edits.now.median)}
        text={words.editText}
        to={behindPath(range, "edits")}
      />
      <Card
        name={words.gaps}
        value={inDigits(numbers.gaps.total)}
        text={compared(numbers.gaps.total, numbers.gaps.before, days)}
        more={words.gapsText}
        to={behindPath(range, "gaps")}
      />
      <Card
        name={words.avoided}
        value={inDigits(numbers.avoided.total)}
        text={compared(numbers.avoided.total, numbers.avoided.before, days)}
        more={words.avoidedText}
        to={behindPath(range, "avoided")}
      />
    </ul>
  );
}

interface CardProps {
  name: string;
  value: string;
  text: string;
  more?: string | undefined;
  to: string;
}

function Card({ name, value, text, more, to }: CardProps) {
  return (
    <li>
      <Link className="card" to={to}>
        <span className="card-name">{name}</span>
        <span className="card-value">{value}</span>
        <span className="quiet">{text}</span>
        {more && <span className="quiet">{more}</span>}
      </Link>
    </li>
  );
}
