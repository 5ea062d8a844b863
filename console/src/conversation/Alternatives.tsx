import type { Draft } from "../api/types";
import { Breakable } from "../parts/Breakable";
import { Button } from "../parts/Button";
import { t } from "../texts";

interface AlternativesProps {
  alternatives: Draft["alternatives"];
  current: string;
  onTake: (text: string) => void;
}

/** Other wordings of the same reply; taking one puts it into the editor, "back to the draft" undoes it. */
export function Alternatives({ alternatives, current, onTake }: AlternativesProps) {
  return (
    <details className="fold">
      <summary>
        {t.reply.alternatives} ({alternatives.length})
      </summary>
      <ul className="alternatives">
        {alternatives.map(({ label, text }) => (
          <li key={label}>
            <p>
              <Breakable text={text} />
            </p>
            <Button isDisabled={text === current} onPress={() => onTake(text)}>
              {t.reply.take(label)}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
