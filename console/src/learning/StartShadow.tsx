import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../api/client";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { isOpen, type Model, SHADOW, shadowQuery } from "./queries";
import { words } from "./words";

const HOURS = [4, 24, 72, 168];

/** Has a model read new comments beside the one that serves, before anybody promotes it. */
export function StartShadow({ model }: { model: Model }) {
  const queries = useQueryClient();
  const [hours, setHours] = useState(24);
  const shadow = useQuery(shadowQuery());
  const texts = words.shadow;
  const start = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/learning/shadow", { body: { model_id: model.id, hours } })),
    onSuccess: (state) => {
      queries.setQueryData(SHADOW, state);
      announce(texts.states.asked);
    },
  });
  if (!shadow.data || isOpen(shadow.data.run)) return null;
  return (
    <>
      <select
        aria-label={texts.hoursName(model.file)}
        value={hours}
        onChange={(event) => setHours(Number(event.target.value))}
      >
        {HOURS.map((one) => (
          <option key={one} value={one}>
            {texts.hours(one)}
          </option>
        ))}
      </select>
      <Button
        look="quiet"
        aria-label={texts.startName(model.file)}
        isPending={start.isPending}
        onPress={() => start.mutate()}
      >
        {texts.start}
      </Button>
      <FormError error={start.error} />
    </>
  );
}
