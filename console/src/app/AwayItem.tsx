import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MenuItem } from "react-aria-components";

import { answered, api } from "../api/client";
import { messageOf } from "../api/errors";
import { peopleQuery } from "../api/together";
import { notify } from "../decisions/notices";
import { announce } from "../live/announce";
import { Icon } from "../parts/Icon";
import { t } from "../texts";

/** Whether new comments pass this person by; ticked while they are away. */
export function AwayItem({ me }: { me: string }) {
  const queries = useQueryClient();
  const people = useQuery(peopleQuery(null)).data;
  const away = people?.find((person) => person.id === me)?.away ?? false;

  const change = async (): Promise<void> => {
    try {
      await answered(api.PUT("/api/v1/me/away", { body: { away: !away } }));
      announce(away ? t.together.awayOff : t.together.awayOn);
      await queries.invalidateQueries({ queryKey: ["people"] });
    } catch (error) {
      notify({
        title: t.together.awayItem,
        text: messageOf(error),
        comment: null,
        again: () => void change(),
      });
    }
  };

  return (
    <MenuItem
      id="away"
      className="menu-item"
      textValue={t.together.awayItem}
      isDisabled={!people}
      onAction={() => void change()}
    >
      <span className="menu-tick">{away && <Icon name="approve" />}</span>
      {away ? t.together.awayNow : t.together.awayItem}
    </MenuItem>
  );
}
