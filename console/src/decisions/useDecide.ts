import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { useOpen } from "../queue/usePlace";
import { useMe } from "../session/me";
import { type Decide, decisions, place } from "./decisions";

export function useDecide(): Decide {
  const queries = useQueryClient();
  const me = useMe();
  const open = useOpen();
  useEffect(() => {
    place.set({ open: (id) => open(id, { focus: true }) });
  }, [open]);
  return useMemo(() => decisions(queries, me), [me, queries]);
}
