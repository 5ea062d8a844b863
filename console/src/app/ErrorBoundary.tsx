import { Component, type ReactNode } from "react";

import { t } from "../texts";

/** The last resort: a screen that broke says so and offers to reload; what was typed is in the session's storage. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="empty empty-page" role="alert">
        <h1>{t.errors.crashed}</h1>
        <p>{t.errors.unexpected}</p>
        <button className="button button-plain" type="button" onClick={() => window.location.reload()}>
          {t.errors.reload}
        </button>
      </main>
    );
  }
}
