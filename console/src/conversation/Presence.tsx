import { LOCALE } from "../app/language";
import { t } from "../texts";
import type { Together } from "./useTogether";

const names = new Intl.ListFormat(LOCALE, { type: "conjunction" });

/** Who else is here, told to a screen reader as it changes. */
export function Presence({ together: { others } }: { together: Together }) {
  const viewing = others.filter((person) => person.mode === "viewing");
  return (
    <p className="presence" role="status">
      {others
        .filter((person) => person.mode === "editing")
        .map((person) => (
          <span key={person.id} className="presence-editing">
            <Face name={person.name} />
            {t.together.present.editing(person.name)}
          </span>
        ))}
      {viewing.length > 0 && (
        <span>
          {viewing.map((person) => (
            <Face key={person.id} name={person.name} />
          ))}
          {t.together.present.viewing(names.format(viewing.map((person) => person.name)))}
        </span>
      )}
    </p>
  );
}

function Face({ name }: { name: string }) {
  return (
    <span className="face" aria-hidden="true">
      {Array.from(name)[0]?.toLocaleUpperCase()}
    </span>
  );
}
