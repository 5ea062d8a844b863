import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answered, api } from "../api/client";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed } from "../parts/states";
import { useMe } from "../session/me";
import { Confirm } from "../settings/Confirm";
import { moment, momentShort } from "../words/dates";
import { type EarlierImport, importsQuery } from "./files";
import { words } from "./words";

/** The last imports; each can be taken back, and asks first. */
export function EarlierImports() {
  const queries = useQueryClient();
  const found = useQuery(importsQuery());
  const [asking, setAsking] = useState<EarlierImport | null>(null);
  const texts = words.files;
  const undo = useMutation({
    mutationFn: (one: EarlierImport) =>
      answered(
        api.POST("/api/v1/learning/imports/{import_id}/undo", { params: { path: { import_id: one.id } } }),
      ),
    onSuccess: () => announce(texts.undone),
    onSettled: () => queries.invalidateQueries({ queryKey: ["learning"] }),
  });
  if (found.error) {
    return <Failed title={texts.failed} error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <>
      <h3>{texts.earlier}</h3>
      <FormError error={undo.error} />
      <ul className="learning-list">
        {found.data.items.map((one) => (
          <OneImport key={one.id} one={one} isPending={undo.isPending} onUndo={() => setAsking(one)} />
        ))}
      </ul>
      {asking && (
        <Confirm
          title={texts.undoTitle}
          text={texts.undoText}
          submit={texts.undo}
          onConfirm={() => undo.mutate(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

interface OneImportProps {
  one: EarlierImport;
  isPending: boolean;
  onUndo: () => void;
}

function OneImport({ one, isPending, onUndo }: OneImportProps) {
  const me = useMe();
  const texts = words.files;
  const page = me.pages.find((known) => known.id === one.page)?.name ?? one.page;
  return (
    <li>
      <p>{texts.taken(one.labels, one.examples)}</p>
      <p className="quiet" title={moment(one.at)}>
        {texts.by(one.by, momentShort(one.at), page, texts.formats[one.format])}
      </p>
      {one.undone_at ? (
        <p className="quiet">{texts.undoneAt(momentShort(one.undone_at))}</p>
      ) : (
        <div>
          <Button
            icon="undo"
            aria-label={texts.undoName(momentShort(one.at))}
            isDisabled={isPending}
            onPress={onUndo}
          >
            {texts.undo}
          </Button>
        </div>
      )}
    </li>
  );
}
