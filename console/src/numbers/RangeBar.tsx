import { type SyntheticEvent, useState } from "react";
import { useSearchParams } from "react-router";

import { Button } from "../parts/Button";
import { useMe } from "../session/me";
import { t } from "../texts";
import { CHANNELS, isDay, PRESETS, type Range, withChanges } from "./range";
import { channelWords } from "./words";

/** Chooses days, page and channel; all stand in the address. */
export function RangeBar({ range }: { range: Range }) {
  const me = useMe();
  const [, setSearch] = useSearchParams();
  const change = (changes: Record<string, string>): void =>
    setSearch((before) => withChanges(before, changes), { replace: true });
  return (
    <search className="range" aria-label={t.numbers.range.label}>
      <div className="range-presets" role="group" aria-label={t.numbers.range.label}>
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            className="range-preset"
            aria-pressed={range.preset === preset}
            onClick={() => change({ days: String(preset), from: "", to: "" })}
          >
            {t.numbers.range.presets[preset]}
          </button>
        ))}
      </div>
      <OwnDays key={`${range.from} ${range.to}`} range={range} onChoose={change} />
      {me.pages.length > 1 && (
        <select
          aria-label={t.numbers.range.page}
          value={range.page}
          onChange={(event) => change({ page: event.target.value })}
        >
          <option value="">{t.numbers.range.everyPage}</option>
          {me.pages.map((page) => (
            <option key={page.id} value={page.id}>
              {page.name}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={t.numbers.range.channel}
        value={range.channel}
        onChange={(event) => change({ channel: event.target.value })}
      >
        <option value="">{t.numbers.range.everyChannel}</option>
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {channelWords(channel)}
          </option>
        ))}
      </select>
    </search>
  );
}

interface OwnDaysProps {
  range: Range;
  onChoose: (changes: Record<string, string>) => void;
}

function OwnDays({ range, onChoose }: OwnDaysProps) {
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(range.to);
  const [wrong, setWrong] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const good = isDay(from) && isDay(to) && from <= to;
    setWrong(!good);
    if (good) onChoose({ from, to, days: "" });
  };
  return (
    <form className="range-own" aria-label={t.numbers.range.custom} onSubmit={submit} noValidate>
      <label>
        <span>{t.numbers.range.from}</span>
        <input
          type="date"
          value={from}
          aria-invalid={wrong}
          aria-describedby={wrong ? "range-wrong" : undefined}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label>
        <span>{t.numbers.range.to}</span>
        <input
          type="date"
          value={to}
          aria-invalid={wrong}
          aria-describedby={wrong ? "range-wrong" : undefined}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      <Button type="submit">{t.numbers.range.show}</Button>
      {wrong && (
        <p id="range-wrong" className="range-wrong" role="alert">
          {t.numbers.range.wrong}
        </p>
      )}
    </form>
  );
}
