import { SwitchButton, SwitchField } from "react-aria-components";

import { Dialog } from "../parts/Dialog";
import { useStore } from "../parts/store";
import { useMe } from "../session/me";
import { t } from "../texts";
import { KEY_GROUPS } from "./catalogue";
import { keysOn, switchKeys } from "./setting";

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const on = useStore(keysOn);
  const me = useMe();
  return (
    <Dialog title={t.keys.title} isOpen onClose={onClose}>
      <div className="dialog-body">
        <p className="quiet">{t.keys.text}</p>
        <div className="key-groups">
          {KEY_GROUPS.map((group) => (
            <section key={group.id} aria-labelledby={`keys-${group.id}`}>
              <h3 id={`keys-${group.id}`}>{group.title}</h3>
              <dl>
                {group.entries
                  .filter(({ holds }) => !holds || holds(me))
                  .map(({ shown, words }) => (
                    <div key={shown}>
                      <dt>
                        {shown.split(" ").map((part) => (
                          <kbd key={part} className="key">
                            {part}
                          </kbd>
                        ))}
                      </dt>
                      <dd>{words}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
        <SwitchField isSelected={on} onChange={switchKeys}>
          <SwitchButton className="switch">
            <span className="switch-track" aria-hidden="true" />
            {t.keys.on}
          </SwitchButton>
        </SwitchField>
        <p className="quiet">{t.keys.onHint}</p>
      </div>
    </Dialog>
  );
}
