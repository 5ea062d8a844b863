import type { Unsupported } from "../api/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { t } from "../texts";

interface UnsupportedDialogProps {
  sentences: readonly Unsupported[];
  /** The language of the reply. */
  lang: string;
  onClose: () => void;
  onApprove: () => void;
}

/** A second look at what no article supports: approving it takes more than one key. */
export default function UnsupportedDialog({ sentences, lang, onClose, onApprove }: UnsupportedDialogProps) {
  return (
    <Dialog title={t.unsupported.title} isOpen onClose={onClose}>
      <div className="dialog-body form">
        <ul className="unsupported">
          {sentences.map((sentence) => (
            <li key={sentence.start}>
              <q lang={lang}>{sentence.text}</q>
              <p className="quiet">{t.findings.unsupported(sentence.missing)}</p>
            </li>
          ))}
        </ul>
        <p>{t.unsupported.text}</p>
        <div className="dialog-foot">
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for; the careful way is the nearest */}
          <Button look="main" autoFocus onPress={onClose}>
            {t.unsupported.back}
          </Button>
          <Button onPress={onApprove}>{t.unsupported.submit}</Button>
        </div>
      </div>
    </Dialog>
  );
}
