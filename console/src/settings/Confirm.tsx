import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { t } from "../texts";

interface ConfirmProps {
  title: string;
  text: string;
  submit: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be taken back. */
export function Confirm({ title, text, submit, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <div className="dialog-body form">
        <p>{text}</p>
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button
            look="main"
            onPress={() => {
              onConfirm();
              onClose();
            }}
          >
            {submit}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
