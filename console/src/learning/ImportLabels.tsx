import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";

import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { type Imported, MOST_BYTES, sendFile } from "./files";
import { words } from "./words";

/** A file is looked at first; only what was seen then is imported. */
export function ImportLabels({ page }: { page: string }) {
  const queries = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [replace, setReplace] = useState(false);
  const [done, setDone] = useState<Imported | null>(null);
  const texts = words.files;
  const look = useMutation({ mutationFn: sendFile });
  const take = useMutation({
    mutationFn: sendFile,
    onSuccess: (imported) => {
      setDone(imported);
      setFile(null);
      announce(texts.taken(imported.labels, imported.examples));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["learning"] }),
  });
  const tooBig = file !== null && file.size > MOST_BYTES;
  const choose = (next: File | null, also = replace): void => {
    setFile(next);
    setReplace(also);
    setDone(null);
    look.reset();
    take.reset();
    if (next && next.size <= MOST_BYTES) look.mutate({ page, file: next, replace: also, preview: true });
  };
  const error = look.error ?? take.error;
  const shown = done ?? look.data;
  const counts = look.data && look.data.labels + look.data.examples;
  return (
    <>
      <div>
        <label htmlFor={id}>{texts.import}</label>
        <input
          // A file that was mended under the same name is chosen anew.
          key={done?.import_id ?? ""}
          id={id}
          type="file"
          accept=".yml,.yaml,.csv,.tsv,.json,.jsonl,.ndjson"
          onChange={(event) => choose(event.target.files?.[0] ?? null, false)}
        />
      </div>
      {tooBig && (
        <p className="form-error" role="alert">
          {texts.tooBig}
        </p>
      )}
      <FormError error={error} />
      {shown && <Counts imported={shown} isDone={done !== null} />}
      {file && look.data && (
        <>
          {(look.data.contradictions > 0 || replace) && (
            <label className="check">
              <input
                type="checkbox"
                checked={replace}
                onChange={(event) => choose(file, event.target.checked)}
              />
              {texts.replace}
            </label>
          )}
          <div className="form-line">
            <Button
              look="main"
              isPending={take.isPending}
              isDisabled={counts === 0}
              onPress={() => take.mutate({ page, file, replace, preview: false })}
            >
              {texts.confirm}
            </Button>
            <Button look="quiet" onPress={() => choose(null, false)}>
              {t.cancel}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function Counts({ imported, isDone }: { imported: Imported; isDone: boolean }) {
  const texts = words.files;
  const others = [
    imported.known > 0 && texts.known(imported.known),
    imported.unknown_label > 0 && texts.unknownLabel(imported.unknown_label),
    imported.unknown_comment > 0 && texts.unknownComment(imported.unknown_comment),
    imported.contradictions > 0 && texts.contradictions(imported.contradictions),
    imported.unreadable > 0 && texts.unreadable(imported.unreadable),
  ].filter((one) => one !== false);
  const what = isDone ? texts.taken : texts.wouldTake;
  return (
    <div className="run-now" role="status">
      <p>
        <strong>{what(imported.labels, imported.examples)}</strong>{" "}
        {texts.readAs(texts.formats[imported.format])}
      </p>
      {others.length > 0 && (
        <ul>
          {others.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {imported.left_out.length > 0 && (
        <details>
          <summary>{texts.leftOut}</summary>
          <ul className="learning-words">
            {imported.left_out.map((one, place) => (
              <li key={place}>{texts.line(one.line, one.reason)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
