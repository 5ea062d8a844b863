import { useEffect } from "react";
import { NavLink, useParams } from "react-router";

import { Empty } from "../parts/states";
import { useMe } from "../session/me";
import { t } from "../texts";
import { Notifications } from "./Notifications";
import { PageSettings } from "./PageSettings";
import { PromiseSettings } from "./Promise";
import { SavedReplySettings } from "./SavedReplies";
import "./settings.css";

/** Settings that aren't a page's own, by the last part of their address. */
const SECTIONS = {
  "saved-replies": { title: () => t.saved.title, Part: SavedReplySettings },
  notifications: { title: () => t.notifications.title, Part: Notifications },
} as const;

/** What an administrator sets: page by page, and what holds for the desk. */
export default function SettingsScreen({ section }: { section?: keyof typeof SECTIONS }) {
  const me = useMe();
  const { page: id } = useParams();
  const page = me.pages.find((other) => other.id === id) ?? me.pages[0];
  const Part = section && SECTIONS[section].Part;
  useEffect(() => {
    document.title = `${t.settings.title} · ${t.name}`;
  }, []);
  return (
    <div className="settings">
      <h1>{t.settings.title}</h1>
      <nav className="settings-nav" aria-label={t.settings.sections}>
        <h2>{t.settings.pages}</h2>
        <ul>
          {me.pages.map((other) => (
            <li key={other.id}>
              <NavLink
                to={`/settings/pages/${other.id}`}
                aria-current={!section && other.id === page?.id ? "page" : undefined}
              >
                {other.name}
              </NavLink>
            </li>
          ))}
        </ul>
        <h2>{t.settings.desk}</h2>
        <ul>
          {Object.entries(SECTIONS).map(([name, { title }]) => (
            <li key={name}>
              <NavLink to={`/settings/${name}`}>{title()}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {Part ? (
        <Part />
      ) : page ? (
        <div className="settings-parts">
          <PageSettings key={page.id} page={page} />
          <PromiseSettings key={`promise ${page.id}`} page={page} />
        </div>
      ) : (
        <Empty title={t.settings.none[0]} text={t.settings.none[1]} />
      )}
    </div>
  );
}
