import { t } from "../texts";
import { isDay } from "./range";
import { channelWords, dayLong, intentWords, outcomeWords } from "./words";

const words = t.numbers;

/** What the list of comments is about, from its address: "Edited, then approved, Website, 1 to 7 Nov". */
export function describe(search: URLSearchParams): string {
  const given = (name: string): string => search.get(name) ?? "";
  const parts = [
    what(search),
    given("page"),
    given("channel") && channelWords(given("channel")),
    days(search),
  ];
  return parts.filter(Boolean).join(", ");
}

function what(search: URLSearchParams): string {
  const given = (name: string): string => search.get(name) ?? "";
  switch (given("figure")) {
    case "assigned":
      return words.behind.assigned(given("person"));
    case "people":
      return `${words.people.decisions} ${words.behind.by(given("person"))}`;
    case "gaps":
      return words.gaps.series;
    case "avoided":
      return [words.avoided.title, given("rule")].filter(Boolean).join(": ");
    case "edits": {
      const band = Number(given("band"));
      const size = given("band") ? words.edits.band(band * 10, band * 10 + 10) : "";
      return [words.edits.title, size].filter(Boolean).join(": ");
    }
    case "outcomes":
      return given("outcome") ? outcomeWords(given("outcome")) : words.people.decisions;
    case "first_reply":
      return [words.firstReply.count, ...narrowed(search)].join(", ");
    default:
      return given("intent") ? intentWords(given("intent")) : words.comments.title;
  }
}

function narrowed(search: URLSearchParams): string[] {
  const [hour, weekday, promise] = ["hour", "weekday", "promise"].map((name) => search.get(name));
  return [
    hour ? words.behind.hour(words.firstReply.hour(Number(hour))) : "",
    weekday ? (words.firstReply.weekdays[Number(weekday)] ?? "") : "",
    promise ? (promise === "late" ? words.behind.late : words.behind.kept) : "",
  ].filter(Boolean);
}

function days(search: URLSearchParams): string {
  const [from, to] = [search.get("from"), search.get("to")];
  if (search.get("figure") === "assigned" || !isDay(from) || !isDay(to)) return "";
  return words.behind.days(dayLong(from), dayLong(to));
}
