import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import type { ReactElement } from "react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Evidence, Me } from "../api/types";

const ARTICLE = {
  id: "returns",
  title: "Returning a bike",
  topic: "Returns",
  body: "Bring it **back** within thirty days.",
  answer: "Yes, within thirty days.",
  questions: ["Can I return it?"],
  audience: {},
  page_id: null,
  url: null,
  hits: [],
  deleted_at: null,
  valid_from: null,
  valid_until: null,
  incident: false,
  updated_at: "2026-11-20T10:00:00Z",
  updated_by: "Ada",
};
const ME = { user: { id: "a", name: "Ada", role: "approver" }, pages: [], counts: {} } as unknown as Me;

beforeEach(() => {
  localStorage.setItem("sharewell.language", "de");
  vi.resetModules();
  vi.stubGlobal("fetch", (request: Request) =>
    Promise.resolve(Response.json(request.url.endsWith("/uses") ? { items: [] } : ARTICLE)),
  );
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

async function show(element: ReactElement) {
  const { createQueries } = await import("./queries");
  const { MeContext } = await import("../session/me");
  render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter>
        <MeContext value={ME}>{element}</MeContext>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

/** The language in which a screen reader reads these words. */
function readIn(words: string | RegExp): string | null | undefined {
  return screen.getByText(words).closest("[lang]")?.getAttribute("lang");
}

test("in a German console an article is read in English, and what the console says of it in German", async () => {
  const { ArticleRead } = await import("../articles/ArticleRead");
  await show(<ArticleRead id="returns" />);
  await screen.findByText(ARTICLE.answer);
  for (const words of [ARTICLE.title, ARTICLE.answer, "back", "Can I return it?", "Returns"]) {
    expect([words, readIn(words)]).toEqual([words, "en"]);
  }
  for (const words of ["Kurz gesagt", "Für alle Seiten"])
    expect([words, readIn(words)]).toEqual([words, "de-DE"]);
});

test("a row is read in its comment's language, why it stands there in the desk's, the rest in German", async () => {
  const { QueueRow } = await import("../queue/QueueRow");
  const { row } = await import("../queue/rows.testing");
  const shown = { search: "", isOpen: false, isTabStop: true, isPicked: null };
  await show(
    <>
      <QueueRow
        {...shown}
        item={row("a", { excerpt: "Où est mon vélo ?", language: "fr", why_here: "Seen by 900" })}
      />
      <QueueRow {...shown} item={row("b", { excerpt: "Where is it?", language: null, mentioned: true })} />
    </>,
  );
  expect([readIn(/vélo/), readIn("Where is it?"), readIn("Seen by 900"), readIn("Erwähnt")]).toEqual([
    "fr",
    "en",
    "en",
    "de-DE",
  ]);
});

test("the evidence is read in English, the reply in the comment's language", async () => {
  const { EvidencePanel } = await import("../conversation/EvidencePanel");
  const passage = {
    id: "p",
    article: "returns",
    kind: "article",
    title: "Returns",
    heading: null,
    text: "Thirty days.",
    url: null,
  };
  await show(
    <EvidencePanel
      sentences={[
        { text: "Dreißig Tage.", start: 0, end: 13, role: "answer", evidence: "p", bare: false, own: false },
      ]}
      lang="de"
      evidence={[passage as unknown as Evidence]}
      draftKind="answer"
      pointed={null}
      onPoint={() => undefined}
      onSelect={() => undefined}
    />,
  );
  expect([readIn("Dreißig Tage."), readIn("Thirty days."), readIn("Returns")]).toEqual(["de", "en", "en"]);
});
