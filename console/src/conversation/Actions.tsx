import { Button } from "../parts/Button";
import { t } from "../texts";
import type { Together } from "../words/together";

interface ActionsProps {
  mayApprove: boolean;
  mayDraft: boolean;
  canApprove: boolean;
  canRedraft: boolean;
  /** Why there is nothing to approve, once somebody tried. */
  hint: string | null;
  /** How far two people are with approving it, where one was not enough. */
  together: Together | null;
  /** Whether the reply goes to the author alone; null where the platform has no such replies. */
  privately: boolean | null;
  onPrivately: (chosen: boolean) => void;
  canPropose: boolean;
  onPropose: () => void;
  onApprove: () => void;
  onDismiss: () => void;
  onRedraft: () => void;
  onHint: () => void;
}

/** The decision, always in reach at the foot of the conversation. */
export function Actions(props: ActionsProps) {
  const { mayApprove, mayDraft, canApprove, canRedraft, hint, together } = props;
  const { canPropose, onPropose, onApprove, onDismiss, onRedraft, onHint } = props;
  const { privately, onPrivately } = props;
  return (
    <footer className="actions" role="group" aria-label={t.actions.label}>
      {hint && (
        <p className="quiet actions-hint" id="approve-hint">
          {hint}
        </p>
      )}
      {mayApprove ? (
        <>
          <Button
            look="main"
            icon="approve"
            shortcut="a"
            isDisabled={!canApprove || together === "mine"}
            {...(hint && { "aria-describedby": "approve-hint" })}
            onPress={onApprove}
          >
            {together === "second" ? t.approval.second : privately ? t.onPlatform.approve : t.actions.approve}
          </Button>
          {privately !== null && (
            <label className="check actions-privately" title={t.onPlatform.privatelyText}>
              <input
                type="checkbox"
                checked={privately}
                onChange={(event) => onPrivately(event.target.checked)}
              />
              {t.onPlatform.privately}
            </label>
          )}
          <Button icon="dismiss" shortcut="d" onPress={onDismiss}>
            {t.actions.dismiss}
          </Button>
        </>
      ) : (
        <>
          {mayDraft && (
            <Button look="main" icon="save" shortcut="a" isDisabled={!canPropose} onPress={onPropose}>
              {t.approval.propose}
            </Button>
          )}
          <p className="quiet">{mayDraft ? t.reply.mayNotApprove : t.reply.readOnly}</p>
        </>
      )}
      {mayDraft && (
        <>
          <Button look="quiet" icon="redraft" shortcut="r" isDisabled={!canRedraft} onPress={onRedraft}>
            {t.actions.redraft}
          </Button>
          <Button look="quiet" shortcut="t" isDisabled={!canRedraft} onPress={onHint}>
            {t.hint.open}
          </Button>
        </>
      )}
    </footer>
  );
}
