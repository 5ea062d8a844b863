import { useQueryClient } from "@tanstack/react-query";
import { type PointerEvent, useCallback, useEffect, useRef } from "react";

import { conversationQuery } from "../api/queries";

const REST_MS = 80;

/**
 * Fetches the conversation of the row that a pointer rests on, as it may be opened next. Rows that scroll by under a
 * pointer are not meant: each of them would be a request.
 */
export function useForesight(idAt: (element: Element) => string | null): (event: PointerEvent) => void {
  const queries = useQueryClient();
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useCallback(
    ({ target }) => {
      window.clearTimeout(timer.current);
      const id = idAt(target as Element);
      if (!id) return;
      timer.current = window.setTimeout(() => {
        void queries.query(conversationQuery(id)).catch(() => undefined);
      }, REST_MS);
    },
    [idAt, queries],
  );
}
