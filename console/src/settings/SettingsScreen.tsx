import { Suspense, useEffect } from "react";
import { NavLink, useParams } from "react-router";

import { NotHere } from "../app/NotHere";
import { Empty, Skeleton } from "../parts/states";
import { useMe } from "../session/me";
import { t } from "../texts";
import { PageSettings } from "./PageSettings";
import { PromiseSettings } from "./Promise";
import { SECTIONS } from "./sections";
import "./settings.css";

/** What an administrator sets: page by page, and what concerns the whole desk. */
export default function SettingsScreen() {
  const me = useMe();
  const { page: id, section: name } = useParams();
  const page = me.pages.find((other) => other.id === id) ?? me.pages[0];
  const sections = SECTIONS.filter((section) => section.mayOpen(me));
  const open = sections.find((section) => section.id === name);
  const title = open?.title ?? t.settings.title;
  useEffect(() => {
    document.title = `${title} · ${t.name}`;
  }, [title]);
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
                aria-current={!name && other.id === page?.id ? "page" : undefined}
              >
                {other.name}
              </NavLink>
            </li>
          ))}
        </ul>
        {sections.length > 0 && (
          <>
            <h2>{t.settings.desk}</h2>
            <ul>
              {sections.map((section) => (
                <li key={section.id}>
                  <NavLink to={`/settings/${section.id}`}>{section.title}</NavLink>
                </li>
              ))}
            </ul>
          </>
        )}
      </nav>
      {open ? (
        <Suspense fallback={<Skeleton rows={6} label={t.loading} />}>
          <open.Screen />
        </Suspense>
      ) : name ? (
        <NotHere />
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
