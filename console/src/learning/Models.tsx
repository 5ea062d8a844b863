import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../api/client";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { Confirm } from "../settings/Confirm";
import { t } from "../texts";
import { moment, momentShort } from "../words/dates";
import { inThousandths } from "./figures";
import { type Model, modelsQuery } from "./queries";
import { StartShadow } from "./StartShadow";
import { words } from "./words";

const FIGURES = ["macro_f1", "complaint_recall"] as const;

/** The models, which one serves, and the ways to another; each asks first. */
export function Models({ champion, lastEnded }: { champion: string | null; lastEnded: string | null }) {
  const queries = useQueryClient();
  const found = useQuery(modelsQuery(`${champion} ${lastEnded}`));
  const [asking, setAsking] = useState<Model | "rollback" | null>(null);
  const texts = words.models;
  const change = useMutation({
    mutationFn: (to: Model | "rollback") =>
      answered(
        to === "rollback"
          ? api.POST("/api/v1/learning/rollback")
          : api.POST("/api/v1/learning/models/{model_id}/promote", { params: { path: { model_id: to.id } } }),
      ),
    onSuccess: (model) => announce(texts.promoted(model.file)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["learning"] }),
  });
  const { items: models, serving } = found.data ?? {};
  return (
    <section className="learning-part" aria-labelledby="learning-models">
      <div className="learning-head">
        <h2 id="learning-models">{texts.title}</h2>
        {models?.some((model) => model.state === "former") && (
          <Button icon="undo" isPending={change.isPending} onPress={() => setAsking("rollback")}>
            {texts.rollback}
          </Button>
        )}
      </div>
      <FormError error={change.error} />
      {found.error ? (
        <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />
      ) : !models || !serving ? (
        <Skeleton rows={3} label={t.loading} />
      ) : (
        <>
          <ul className="learning-list">
            {models.map((model) => (
              <OneModel
                key={model.id}
                model={model}
                isPending={change.isPending}
                onPromote={() => setAsking(model)}
              />
            ))}
          </ul>
          <h3>{texts.servers}</h3>
          <ul className="learning-servers">
            {Object.entries(serving).map(([address, model]) => (
              <li key={address}>{model === null ? texts.silent(address) : texts.serves(address, model)}</li>
            ))}
          </ul>
        </>
      )}
      {asking && (
        <Confirm
          title={asking === "rollback" ? texts.rollbackTitle : texts.promoteTitle}
          text={asking === "rollback" ? texts.rollbackText : texts.promoteText(asking.file)}
          submit={asking === "rollback" ? texts.rollback : texts.promote}
          onConfirm={() => change.mutate(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

interface OneModelProps {
  model: Model;
  isPending: boolean;
  onPromote: () => void;
}

function OneModel({ model, isPending, onPromote }: OneModelProps) {
  const texts = words.models;
  const { figureNames } = words.runs;
  return (
    <li>
      <p className="learning-words">
        <strong>{model.file}</strong>{" "}
        <span className={model.state === "champion" ? "tag tag-praise" : "tag tag-quiet"}>
          {texts.states[model.state]}
        </span>
      </p>
      <p>{model.learned === 0 ? texts.shipped : texts.learned(model.learned)}</p>
      <p className="quiet" title={moment(model.made_at)}>
        {texts.made(momentShort(model.made_at))}
        {model.promoted_at &&
          model.promoted_by &&
          ` · ${texts.promotedBy(model.promoted_by, momentShort(model.promoted_at))}`}
      </p>
      {FIGURES.map((name) => {
        const figure = model.figures[`decisions/${name}`];
        return (
          figure !== undefined && (
            <p key={name} className="quiet">
              {figureNames[name]}: {inThousandths(figure)}
            </p>
          )
        );
      })}
      {(model.state === "kept" || model.state === "former") && (
        <div className="form-line">
          <Button aria-label={texts.promoteName(model.file)} isDisabled={isPending} onPress={onPromote}>
            {texts.promote}
          </Button>
          <StartShadow model={model} />
        </div>
      )}
    </li>
  );
}
