import { Link } from "react-router";

import { IconButton } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { may, useMe } from "../../session/me";
import { t } from "../../texts";
import { inDigits } from "../../words/dates";
import type { SavedView } from "../contract";
import { addressOf, BUILT_IN } from "../views";
import { viewDialog } from "./dialog";
import { usePlaces } from "./usePlaces";

/** Every view as a link, with a number where something waits for a person. */
export function ViewsList({ onGo }: { onGo?: () => void }) {
  const { saved, here, counts } = usePlaces();
  return (
    <nav className="views" aria-label={t.places.label}>
      <ul>
        {BUILT_IN.map(({ id, query }) => {
          const isHere = here.kind === "built-in" && here.id === id;
          const count = counts[id] ?? 0;
          return (
            <li key={id}>
              <Link
                to={{ pathname: "/", search: addressOf(query) }}
                aria-current={isHere ? "page" : undefined}
                {...(onGo && { onClick: onGo })}
              >
                <span className="views-name">{t.places[id]}</span>{" "}
                {count > 0 && (
                  <span className={id === "problems" ? "count count-bad" : "count"}>{inDigits(count)}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      {saved.length > 0 && (
        <>
          <h2 className="views-head">{t.places.own}</h2>
          <ul>
            {saved.map((view) => (
              <Saved
                key={view.id}
                view={view}
                isHere={here.kind === "saved" && here.view.id === view.id}
                onGo={onGo}
              />
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

interface SavedProps {
  view: SavedView;
  isHere: boolean;
  onGo: (() => void) | undefined;
}

function Saved({ view, isHere, onGo }: SavedProps) {
  const me = useMe();
  const ask = (kind: "change" | "delete"): void => {
    onGo?.();
    viewDialog.set({ kind, view });
  };
  return (
    <li className="views-own">
      <Link
        to={{ pathname: "/", search: addressOf(view.query) }}
        aria-current={isHere ? "page" : undefined}
        {...(onGo && { onClick: onGo })}
      >
        <span className="views-name">{view.name}</span>
        {view.shared && (
          <span className="views-shared" title={t.places.shared}>
            <Icon name="user" size={13} />
            <span className="visually-hidden">{t.places.shared}</span>
          </span>
        )}
      </Link>
      {(view.mine || (view.shared && may(me, "admin"))) && (
        <>
          <IconButton icon="edit" label={t.places.change(view.name)} onPress={() => ask("change")} />
          <IconButton icon="remove" label={t.places.delete(view.name)} onPress={() => ask("delete")} />
        </>
      )}
    </li>
  );
}
