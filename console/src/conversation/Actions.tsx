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
  return (
    <footer className="actions" role="group" aria-label={t.actions.label}>
      {hint && <p className="quiet actions-hint">{hint}</p>}
      {mayApprove ? (
        <>
          <Button
            look="main"
            icon="approve"
            shortcut="a"
            isDisabled={!canApprove || together === "mine"}
            onPress={onApprove}
          >
            {together === "second" ? t.approval.second : t.actions.approve}
          </Button>
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
