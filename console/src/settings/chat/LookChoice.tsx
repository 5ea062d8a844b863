import { useId } from "react";

import { Button } from "../../parts/Button";
import { t } from "../../texts";
import { LANGUAGES, type Look, OWN_COLOUR, PLAIN, type Side } from "./look";

interface LookChoiceProps {
  look: Look;
  onChange: (look: Look) => void;
}

/** Language, side and colour. */
export function LookChoice({ look, onChange }: LookChoiceProps) {
  const id = useId();
  const texts = t.webChat;
  return (
    <div className="choices">
      <p className="choice">
        <label htmlFor={`${id}-language`}>{texts.language}</label>
        <select
          id={`${id}-language`}
          value={look.language}
          onChange={(event) => onChange({ ...look, language: event.target.value })}
        >
          <option value="">{texts.ownLanguage}</option>
          {Object.entries(LANGUAGES).map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <p className="choice">
        <label htmlFor={`${id}-side`}>{texts.side}</label>
        <select
          id={`${id}-side`}
          value={look.side}
          onChange={(event) => onChange({ ...look, side: event.target.value as Side })}
        >
          <option value="">{texts.ownSide}</option>
          <option value="right">{texts.sides.right}</option>
          <option value="left">{texts.sides.left}</option>
        </select>
      </p>
      <p className="choice chat-colour">
        <label htmlFor={`${id}-colour`}>{texts.colour}</label>
        <input
          id={`${id}-colour`}
          type="color"
          value={look.colour || OWN_COLOUR}
          onChange={(event) => onChange({ ...look, colour: event.target.value })}
        />
      </p>
      {look.colour && (
        <Button onPress={() => onChange({ ...look, colour: PLAIN.colour })}>{texts.ownColour}</Button>
      )}
    </div>
  );
}
