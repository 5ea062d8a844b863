import { SwitchButton, SwitchField } from "react-aria-components";

import { Dialog } from "../parts/Dialog";
import { useStore } from "../parts/store";
import { t } from "../texts";
import { keysOn, switchKeys } from "./setting";

const GROUPS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: t.keys.groups.decide,
    keys: [
      ["A", t.keys.approve],
      ["D", t.keys.dismiss],
      ["L", t.keys.relabel],
      ["R", t.keys.redraft],
      ["T", t.hint.key],
      ["Z", t.keys.undo],
    ],
  },
  {
    title: t.keys.groups.move,
    keys: [
      ["J", t.keys.next],
      ["K", t.keys.previous],
    ],
  },
  {
    title: t.keys.groups.write,
    keys: [
      ["1 … 9", t.keys.suggestions],
      ["E", t.keys.edit],
      ["Ctrl Enter", t.keys.approveTyped],
      ["Esc", t.keys.leave],
    ],
  },
  {
    title: t.keys.groups.articles,
    keys: [
      ["E", t.keys.editArticle],
      ["H", t.keys.history],
      ["N", t.keys.newArticle],
      ["Ctrl S", t.keys.saveArticle],
    ],
  },
  {
    title: t.keys.groups.rest,
    keys: [
      ["/", t.keys.search],
      ["?", t.keys.help],
    ],
  },
];

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const on = useStore(keysOn);
  return (
    <Dialog title={t.keys.title} isOpen onClose={onClose}>
      <div className="dialog-body">
        <p className="quiet">{t.keys.text}</p>
        <div className="key-groups">
          {GROUPS.map((group) => (
            <section key={group.title}>
              <h3>{group.title}</h3>
              <dl>
                {group.keys.map(([key, words]) => (
                  <div key={key}>
                    <dt>
                      {key.split(" ").map((part) => (
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
