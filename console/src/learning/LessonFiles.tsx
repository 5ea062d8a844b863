import { useState } from "react";

import { may, useMe } from "../session/me";
import { EarlierImports } from "./EarlierImports";
import { type Format, FORMATS } from "./files";
import { ImportLabels } from "./ImportLabels";
import { words } from "./words";

/** For administrators: lessons as files of other tools, and labels that people gave there. */
export function LessonFiles() {
  const me = useMe();
  const pages = me.pages.filter((one) => may(me, "admin", one.id));
  const [chosen, setChosen] = useState("");
  const [format, setFormat] = useState<Format>("rasa");
  const page = pages.find((one) => one.id === chosen)?.id ?? pages[0]?.id;
  const texts = words.files;
  if (page === undefined) return null;
  return (
    <section className="learning-part" aria-labelledby="lesson-files">
      <div className="learning-head">
        <h2 id="lesson-files">{texts.title}</h2>
        {pages.length > 1 && (
          <select aria-label={texts.page} value={page} onChange={(event) => setChosen(event.target.value)}>
            {pages.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </div>
      <p className="quiet">{texts.text}</p>
      <div className="learning-head">
        <select
          aria-label={texts.format}
          value={format}
          onChange={(event) => setFormat(event.target.value as Format)}
        >
          {FORMATS.map((one) => (
            <option key={one} value={one}>
              {texts.formats[one]}
            </option>
          ))}
        </select>
        <a
          className="button button-plain"
          href={`/api/v1/learning/lessons?${new URLSearchParams({ format, page }).toString()}`}
        >
          {texts.export}
        </a>
      </div>
      <ImportLabels key={page} page={page} />
      <EarlierImports />
    </section>
  );
}
