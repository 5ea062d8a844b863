import "./styles/index.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";

import { App } from "./app/App";
import { ErrorBoundary } from "./app/ErrorBoundary";
import { LOCALE } from "./app/language";
import { createQueries } from "./app/queries";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={LOCALE}>
      <ErrorBoundary>
        <QueryClientProvider client={createQueries()}>
          {/* Another comment is shown at once: a key pressed meanwhile would mean the one before. */}
          <BrowserRouter useTransitions={false}>
            <App />
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </I18nProvider>
  </StrictMode>,
);
