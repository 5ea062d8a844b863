import { t } from "../texts";
import { Told } from "../parts/Told";
import type { Checked } from "./useFindings";

interface FindingsProps {
  checked: Checked;
  onSelect: (start: number, end: number) => void;
}

/** What the tone check points at: the words, why, and what to say instead. A press selects the words. */
export function Findings({ checked: { findings, unsupported, state }, onSelect }: FindingsProps) {
  const words =
    state === "failed"
      ? t.findings.failed
      : findings.length + unsupported.length > 0
        ? t.findings.count(findings.length + unsupported.length)
        : state === "checking"
          ? t.findings.checking
          : t.findings.none;
  return (
    <section className="findings" aria-label={t.findings.label}>
      <p
        className="findings-sum"
        role="status"
        data-clean={(state === "checked" && findings.length + unsupported.length === 0) || undefined}
      >
        {t.findings.label}: {words}
      </p>
      {findings.length + unsupported.length > 0 && (
        <ul>
          {unsupported.map((sentence) => (
            <li key={`unsupported ${sentence.start}`}>
              <button
                type="button"
                className="finding"
                aria-label={t.findings.select(sentence.text)}
                aria-describedby={`unsupported-${sentence.start}`}
                onClick={() => onSelect(sentence.start, sentence.end)}
              >
                “{sentence.text}”
              </button>
              <span id={`unsupported-${sentence.start}`}>{t.findings.unsupported(sentence.missing)}</span>
            </li>
          ))}
          {findings.map((finding) => (
            <li key={`${finding.rule} ${finding.start}`}>
              <button
                type="button"
                className="finding"
                aria-label={t.findings.select(finding.text)}
                aria-describedby={`finding-${finding.start}`}
                onClick={() => onSelect(finding.start, finding.end)}
              >
                “{finding.text}”
              </button>
              <span id={`finding-${finding.start}`}>
                <Told of={finding} field="why" english={finding.why} />{" "}
                {finding.instead && (
                  <>
                    <b>{t.findings.instead}</b>{" "}
                    <Told of={finding} field="instead" english={finding.instead} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
