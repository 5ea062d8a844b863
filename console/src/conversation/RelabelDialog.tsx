import { ListBox, ListBoxItem } from "react-aria-components";

import type { Intent } from "../api/types";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { t } from "../texts";

const INTENTS: readonly Intent[] = ["question", "complaint", "praise", "other"];

interface RelabelDialogProps {
  now: Intent | null;
  onClose: () => void;
  onRelabel: (intent: Intent) => void;
}

/** L, then an arrow or the first letter, then Enter. */
export default function RelabelDialog({ now, onClose, onRelabel }: RelabelDialogProps) {
  return (
    <Dialog title={t.relabel.title} isOpen onClose={onClose}>
      <ListBox
        className="menu"
        aria-label={t.relabel.title}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog's only content
        autoFocus
        onAction={(key) => {
          if (key === now) onClose();
          else onRelabel(key as Intent);
        }}
      >
        {INTENTS.map((intent) => (
          <ListBoxItem key={intent} id={intent} className="menu-item" textValue={t.intents[intent]}>
            <span className="menu-tick">
              <Icon name={intent} />
            </span>
            {t.intents[intent]}
            {intent === now && <span className="quiet menu-note">{t.relabel.now}</span>}
          </ListBoxItem>
        ))}
      </ListBox>
    </Dialog>
  );
}
