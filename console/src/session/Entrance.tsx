import { type ReactNode, useEffect } from "react";

import { Logo } from "../parts/Logo";
import { t } from "../texts";

/** The screens before one is signed in: one card on an empty page. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ${t.name}`;
  }, [title]);
  return (
    <main className="entrance">
      <div className="entrance-card">
        <p className="entrance-name">
          <Logo />
          <span>{t.name}</span>
        </p>
        <h1>{title}</h1>
        {children}
      </div>
      <p className="quiet entrance-foot">{t.tagline}</p>
    </main>
  );
}
