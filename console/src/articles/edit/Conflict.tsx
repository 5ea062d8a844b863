import { useEffect, useRef, useState } from "react";

import type { Article } from "../../api/types";
import { Button } from "../../parts/Button";
import { t } from "../../texts";
import { FieldDiff } from "../history/FieldDiff";
import { type FieldName, type Fields, fieldsOf } from "./fields";
import { merge, take } from "./merge";

interface ConflictProps {
  base: Fields;
  mine: Fields;
  theirs: Article;
  onMerged: (fields: Fields) => void;
  onRestore: () => void;
}

/** Somebody was faster: what they changed, what both changed, and which of the two to keep. */
export function Conflict({ base, mine, theirs, onMerged, onRestore }: ConflictProps) {
  const words = t.editArticle.conflict;
  const who = theirs.updated_by ?? words.somebody;
  const other = fieldsOf(theirs);
  const both = merge(base, mine, other);
  const [taken, setTaken] = useState<ReadonlySet<FieldName>>(new Set());
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  const deleted = theirs.deleted_at !== null;
  return (
    <section
      ref={region}
      className="callout callout-warn conflict"
      aria-labelledby="conflict-title"
      tabIndex={-1}
    >
      <h3 id="conflict-title">{deleted ? words.deletedTitle(who) : words.title(who)}</h3>
      <p>
        {words.safe}
        {!deleted && ` ${both.clashes.length > 0 ? words.clash : words.fits}`}
      </p>
      {both.theirs.length > 0 && (
        <p>{words.theirChanges(both.theirs.map((name) => t.editArticle.fields[name]).join(", "))}</p>
      )}
      {!deleted &&
        both.clashes.map((name) => (
          <fieldset key={name} className="clash">
            <legend>{words.legend(t.editArticle.fields[name])}</legend>
            <p className="quiet">{words.difference(who)}</p>
            <FieldDiff name={name} before={other} after={mine} />
            {[false, true].map((isTheirs) => (
              <label key={String(isTheirs)} className="check">
                <input
                  type="radio"
                  name={`clash-${name}`}
                  checked={taken.has(name) === isTheirs}
                  onChange={() => {
                    const next = new Set(taken);
                    if (isTheirs) next.add(name);
                    else next.delete(name);
                    setTaken(next);
                  }}
                />
                {isTheirs ? words.theirs(who) : words.mine}
              </label>
            ))}
          </fieldset>
        ))}
      {deleted ? (
        <Button look="main" icon="undo" onPress={onRestore}>
          {words.restore}
        </Button>
      ) : (
        <Button look="main" onPress={() => onMerged(take(both.fields, other, [...taken]))}>
          {words.apply}
        </Button>
      )}
    </section>
  );
}
