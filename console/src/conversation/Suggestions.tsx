import { useKeys } from "../keys/useKeys";
import { Key } from "../parts/Key";
import { t } from "../texts";
import type { Suggestion } from "../words/suggestions";

interface SuggestionsProps {
  suggestions: readonly Suggestion[];
  current: string;
  /** What the person typed, where it is none of the suggestions. */
  typed: string | null;
  onTake: (text: string) => void;
}

/** Texts to choose from, each one key away; what was typed is kept among them. */
export function Suggestions({ suggestions, current, typed, onTake }: SuggestionsProps) {
  useKeys(Object.fromEntries(suggestions.map(({ key, text }) => [key, () => onTake(text)])));
  return (
    <div className="suggestions" role="group" aria-label={t.reply.suggestions}>
      {suggestions.map(({ key, label, text }) => (
        <button
          key={key}
          type="button"
          className="suggestion"
          aria-pressed={text === current}
          aria-keyshortcuts={key}
          title={text}
          onClick={() => onTake(text)}
        >
          <span className="suggestion-label">{label}</span>
          <Key>{key}</Key>
        </button>
      ))}
      {typed !== null && (
        <button
          type="button"
          className="suggestion"
          aria-pressed={typed === current}
          title={typed}
          onClick={() => onTake(typed)}
        >
          <span className="suggestion-label">{t.reply.yours}</span>
        </button>
      )}
    </div>
  );
}
