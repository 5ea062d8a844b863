import type { Conversation } from "../api/types";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { escalationWords } from "../queue/escalations";
import { t } from "../texts";
import { inWords, namedIn } from "../words/understood";

interface UnderstoodProps {
  conversation: Conversation;
  onRelabel: (() => void) | null;
}

/** What the bot made of the comment, in words, and the way to correct it. */
export function Understood({ conversation, onRelabel }: UnderstoodProps) {
  const { understanding, comment } = conversation;
  const relabelled =
    understanding && comment.intent && comment.intent !== understanding.intent ? comment.intent : null;
  const intent = comment.intent ?? understanding?.intent;
  const named = namedIn(understanding?.details ?? []);
  return (
    <section className="understood" aria-label={t.understood.label}>
      {understanding && understanding.escalate.length > 0 && (
        <p className="understood-care">
          <Icon name="alert" />
          <span>
            <strong>{t.understood.escalates}:</strong> {escalationWords(understanding.escalate)}
          </span>
        </p>
      )}
      <div className="understood-line">
        {intent && <Icon name={intent} />}
        <p>
          {!understanding
            ? t.understood.nothing
            : relabelled
              ? t.understood.relabelled(t.intents[relabelled], inWords(understanding))
              : inWords(understanding)}
        </p>
        {onRelabel && (
          <Button look="quiet" shortcut="l" onPress={onRelabel}>
            {t.actions.relabel}
          </Button>
        )}
      </div>
      {named && <p className="understood-named">{named}</p>}
    </section>
  );
}
