import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MenuItem } from "react-aria-components";

import { answered, api } from "../api/client";
import { messageOf } from "../api/errors";
import { notify } from "../decisions/notices";
import { announce } from "../live/announce";
import { Icon } from "../parts/Icon";
import { t } from "../texts";

/** Whether new comments pass this person by; ticked while they are away. */
export function AwayItem() {
  const queries = useQueryClient();
  const known = useQuery({
    queryKey: ["away"],
    queryFn: ({ signal }) => answered(api.GET("/api/v1/me/away", { signal })),
  }).data;
  const away = known?.away ?? false;

  const change = async (): Promise<void> => {
    try {
      const now = await answered(api.PUT("/api/v1/me/away", { body: { away: !away } }));
      queries.setQueryData(["away"], now);
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
      isDisabled={!known}
      onAction={() => void change()}
    >
      <span className="menu-tick">{away && <Icon name="approve" />}</span>
      {away ? t.together.awayNow : t.together.awayItem}
    </MenuItem>
  );
}
