import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createQueries } from "../../app/queries";
import ReportScreen from "./ReportScreen";

const AT = "2026-11-25T10:00:00Z";
const RUN = {
  id: "r1",
  state: "promoted",
  asked_by: "Ada",
  asked_at: AT,
  started_at: AT,
  ended_at: AT,
  stage: null,
  detail: null,
  stages: [],
  cancelled_by: null,
  error: null,
  model_id: "m1",
};
const sentence = (code: string, counts: object, names: object = {}, text = "Said by the desk.") => ({
  code,
  text,
  counts,
  names,
});
const SENTENCES = [
  sentence("promoted", { rows: 120 }),
  sentence("read_and_found", {
    rows: 120,
    champion: 97,
    challenger: 104,
    complaints: 31,
    champion_found: 27,
    challenger_found: 28,
  }),
  sentence("worst", { rows: 49, right: 38, fewest: 10 }, { page: "The Blog", intent: "question" }),
];
const VERSION = {
  run: "r1",
  at: AT,
  state: "promoted",
  learned: 480,
  held_out: 120,
  champion_f1: 0.81,
  challenger_f1: 0.85,
  champion_recall: 0.87,
  challenger_recall: 0.9,
  complaints: 31,
};
const EARLIER = {
  ...VERSION,
  run: "r0",
  at: "2026-11-18T10:00:00Z",
  state: "kept",
  champion_f1: 0.8,
  challenger_f1: 0.79,
};
const week = (first: string, last: string, more: object = {}) => ({
  first,
  last,
  decisions: 0,
  approved: 0,
  unchanged: 0,
  drafts: 0,
  edit_size: null,
  ...more,
});
const WEEKS = [
  week("2026-11-16", "2026-11-22"),
  week("2026-11-23", "2026-11-25", { decisions: 9, approved: 4, unchanged: 3, drafts: 4, edit_size: 0.1 }),
];
const bin = (low: number, rows: number, right: number) => ({
  low,
  high: low + 0.1,
  rows,
  claimed: low + 0.04,
  right,
});
const CALIBRATION = {
  rows: 120,
  champion_error: 0.11,
  challenger_error: 0.05,
  champion: [bin(0.6, 120, 0.81)],
  challenger: [bin(0.6, 30, 0.7), bin(0.9, 90, 0.96)],
};
const PLOTS = {
  run: RUN,
  sentences: SENTENCES,
  versions: [EARLIER, VERSION],
  weeks: WEEKS,
  calibration: CALIBRATION,
};
const FOUND = {
  run: RUN,
  lessons: null,
  promote: true,
  reasons: ["Macro-F1 rises."],
  figures: [],
  slices: [],
  gains: 1,
  losses: 0,
  gained: [
    {
      text: "Where is it",
      intent: "question",
      champion: "other",
      challenger: "question",
      kind: "decisions",
      page: "shop",
      comment: "c8",
    },
  ],
  lost: [],
  repeats: [],
};

async function show(plots: object = PLOTS, screenOf: typeof ReportScreen = ReportScreen) {
  vi.stubGlobal("fetch", (request: Request) =>
    Promise.resolve(Response.json(request.url.endsWith("/plots") ? plots : FOUND)),
  );
  const Shown = screenOf;
  const { container } = render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter initialEntries={["/learning/runs/r1"]}>
        <main>
          <Routes>
            <Route path="/learning/runs/:run" element={<Shown />} />
          </Routes>
        </main>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await screen.findByRole("list", { name: /In plain words|In einfachen Worten/ });
  return container;
}

beforeEach(() => vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

test("three sentences say what happened, what changed in counts, and what to do next", async () => {
  const container = await show();
  const said = within(screen.getByRole("list", { name: "In plain words" }))
    .getAllByRole("listitem")
    .map((one) => one.textContent);
  expect(said).toEqual([
    "The new model was put into service: it reads the 120 decisions held out better than chance explains, and no other check spoke against it.",
    "Of the 120 decisions held out, the new model reads 104 right, the old one 97; of 31 complaints among them the new one finds 28, the old one 27.",
    "Next, on The Blog, label more questions: the model that serves after the run reads 38 of 49 right, the lowest share among your pages and kinds with at least 10.",
  ]);
  expect(await screen.findByText("Where is it")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test("each plot has its values in a table, runs by day and outcome, weeks by their days", async () => {
  await show();
  const rows = (title: string) =>
    within(screen.getByRole("heading", { name: title }).closest("section") as HTMLElement)
      .getAllByRole("row", { hidden: true })
      .map((row) => row.textContent);
  const [ground, first, second] = rows("Learning curve").slice(0, 3);
  expect(ground).toBe("RunNew modelModel before");
  expect(first).toMatch(/^18 Nov 2026, the model before stays0\.7900\.800$/);
  expect(second).toMatch(/^25 Nov 2026, the new model serves0\.8500\.810$/);
  expect(rows("Approved unchanged").slice(1)).toEqual([
    expect.stringMatching(/–$/),
    expect.stringMatching(/75%$/),
  ]);
  expect(rows("As sure as right").slice(1)).toEqual([
    "60 to 70 % sure (new model 30, model before 120)70%81%65%",
    "90 to 100 % sure (new model 90, model before 0)96%–95%",
  ]);
});

test("the arrow keys go from run to run, and nothing promises comments behind them", async () => {
  await show();
  const plot = screen.getByRole("group", { name: "Learning curve. Arrow keys go from point to point." });
  const points = within(plot).getAllByRole("img");
  points[0]?.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe(
    "25 Nov 2026, the new model serves: New model 0.850, Model before 0.810",
  );
});

test("the first run has one point and says that more will come", async () => {
  await show({ ...PLOTS, versions: [{ ...VERSION, champion_recall: null, challenger_recall: null }] });
  expect(screen.getByText(/^One run so far/)).toBeTruthy();
  expect(screen.getByText("In the last run shown no complaint was held out.")).toBeTruthy();
});

test("what a run did not measure, and what there is none of, is said instead of drawn", async () => {
  const container = await show({
    ...PLOTS,
    run: { ...RUN, state: "nothing" },
    versions: [],
    weeks: [week("2026-11-23", "2026-11-25")],
    calibration: null,
  });
  for (const words of [
    "Not measured in this run.",
    "No run up to here compared two models.",
    "No reply was approved in these weeks.",
  ]) {
    expect(screen.getByText(words)).toBeTruthy();
  }
  expect(container.querySelector("svg.plot-frame, .plot-frame svg")).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
});

test("a sentence that only the desk knows is shown in the desk's own words", async () => {
  await show({ ...PLOTS, sentences: [sentence("from_later", {}, {}, "A later desk says this.")] });
  expect(screen.getByText("A later desk says this.").getAttribute("lang")).toBe("en");
});

test("why a run failed stands under its sentences", async () => {
  const run = { ...RUN, state: "failed", error: "Only 12 MB are free." };
  await show({ ...PLOTS, run, sentences: [sentence("failed", {}), sentence("again", {})] });
  expect(screen.getByText("Only 12 MB are free.")).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "What it found" })).toBeNull();
});

test("a German console tells it in German", async () => {
  localStorage.setItem("sharewell.language", "de");
  vi.resetModules();
  const { default: German } = await import("./ReportScreen");
  await show(PLOTS, German);
  expect(
    screen.getByText(
      "Von 120 zurückgehaltenen Entscheidungen liest das neue Modell 104 richtig, das alte 97; von 31 Beschwerden darunter findet das neue 28, das alte 27.",
    ),
  ).toBeTruthy();
  expect(screen.getByText(/^Ordnen Sie als Nächstes auf The Blog mehr Fragen ein/)).toBeTruthy();
});
