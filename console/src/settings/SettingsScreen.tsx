import { useEffect } from "react";
import { NavLink, useParams } from "react-router";

import { Empty } from "../parts/states";
import { useMe } from "../session/me";
import { t } from "../texts";
import { PageSettings } from "./PageSettings";
import "./settings.css";

/** What an administrator sets, page by page. */
export default function SettingsScreen() {
  const me = useMe();
  const { page: id } = useParams();
  const page = me.pages.find((other) => other.id === id) ?? me.pages[0];
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
                aria-current={other.id === page?.id ? "page" : undefined}
              >
                {other.name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {page ? (
        <PageSettings key={page.id} page={page} />
      ) : (
        <Empty title={t.settings.none[0]} text={t.settings.none[1]} />
      )}
    </div>
  );
}
