import { useState } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";

import { Icon } from "../../parts/Icon";
import { t } from "../../texts";
import { inDigits } from "../../words/dates";
import { placeName, usePlaces } from "./usePlaces";
import { ViewsList } from "./ViewsList";

/** Where there is no room for the list of views beside the queue: its name, and the list behind it. */
export default function ViewsMenu() {
  const { here, counts } = usePlaces();
  const [isOpen, setOpen] = useState(false);
  const count = here.kind === "built-in" ? (counts[here.id] ?? 0) : 0;
  const name = placeName(here);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="button views-button">
        <span className="visually-hidden">{t.places.choose} </span>
        <span className="views-name">{name}</span>
        {count > 0 && <span className="count">{inDigits(count)}</span>}
        <Icon name="next" />
      </Button>
      <Popover className="popover views-popover" placement="bottom start">
        <Dialog className="popover-dialog" aria-label={t.places.label}>
          <ViewsList onGo={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
