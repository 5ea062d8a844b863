import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { useMe } from "../../session/me";
import { t } from "../../texts";
import type { SavedView } from "../contract";
import { needsMeQuery, viewsQuery } from "../queries";
import { useFilters } from "../usePlace";
import { type BuiltInId, type Place, placeOf } from "../views";

interface Places {
  saved: readonly SavedView[];
  here: Place;
  counts: Partial<Record<BuiltInId, number>>;
}

const NO_VIEWS: readonly SavedView[] = [];

/** The views there are, and the one on screen. */
export function usePlaces(): Places {
  const me = useMe();
  const filters = useFilters();
  const saved = useQuery(viewsQuery()).data?.items ?? NO_VIEWS;
  const mine = useQuery(needsMeQuery()).data?.mine ?? 0;
  const here = useMemo(() => placeOf(filters, saved), [filters, saved]);
  const { waiting, problems, by_hand } = me.counts;
  return { saved, here, counts: { approval: waiting, problems, sending: by_hand, mine } };
}

export function placeName(place: Place): string {
  if (place.kind === "saved") return place.view.name;
  return place.kind === "all" ? t.places.all : t.places[place.id];
}
