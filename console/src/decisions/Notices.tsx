import { useLocation } from "react-router";

import { Button, IconButton } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { useStore } from "../parts/store";
import { useOpen } from "../queue/usePlace";
import { t } from "../texts";
import { notices, putAway } from "./notices";

/** What went otherwise than decided; each stays until it is put away or settled. */
export function Notices() {
  const shown = useStore(notices);
  const open = useOpen();
  const here = useLocation().pathname.split("/comment/")[1];
  return (
    <div role="alert" className="notices">
      {shown.map(({ id, title, text, comment, again }) => (
        <div key={id} className="notice">
          <Icon name="alert" />
          <div className="notice-words">
            <strong>{title}</strong>
            <p>{text}</p>
            <div className="notice-ways">
              {again && (
                <Button
                  onPress={() => {
                    putAway(id);
                    again();
                  }}
                >
                  {t.retry}
                </Button>
              )}
              {comment && comment !== here && (
                <Button
                  onPress={() => {
                    putAway(id);
                    open(comment, { focus: true });
                  }}
                >
                  {t.refused.open}
                </Button>
              )}
            </div>
          </div>
          <IconButton icon="dismiss" label={t.refused.putAway} onPress={() => putAway(id)} />
        </div>
      ))}
    </div>
  );
}
