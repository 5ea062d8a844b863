import type { Conversation } from "../api/types";
import { Button } from "../parts/Button";
import { t } from "../texts";
import { ago, moment } from "../words/dates";
import type { Together } from "../words/together";
import { useNow } from "../words/useNow";

interface FirstApprovalProps {
  first: NonNullable<Conversation["first_approval"]>;
  together: Together | null;
  mayDecide: boolean;
  onTakeBack: () => void;
  onUse: () => void;
}

/** One person approved; what is still needed, and how to take it back. */
export function FirstApproval({ first, together, mayDecide, onTakeBack, onUse }: FirstApprovalProps) {
  const now = useNow();
  return (
    <div className="callout" role="status">
      <strong>{first.mine ? t.approval.yours : t.approval.theirs(first.by)}</strong>{" "}
      <time className="quiet" dateTime={first.at} title={moment(first.at)}>
        {ago(first.at, now)}
      </time>
      {together === "anew" ? (
        <p>
          {first.private ? t.onPlatform.firstPrivate : t.onPlatform.firstPublic} {t.approval.changed}
        </p>
      ) : (
        first.private && <p>{t.onPlatform.firstPrivate}</p>
      )}
      {mayDecide && (together === "anew" || first.mine) && (
        <p>
          {together === "anew" && <Button onPress={onUse}>{t.approval.useTheirs}</Button>}{" "}
          {first.mine && (
            <Button icon="undo" shortcut="z" onPress={onTakeBack}>
              {t.approval.takeBack}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
