import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";

import type { ChartData } from "./chart";
import { Plot } from "./Plot";

const DATA: ChartData = {
  kind: "stack",
  places: ["Mon", "Tue", "Wed"].map((day) => ({ short: day, long: `${day}day` })),
  series: [
    { name: "question", label: "Question", values: [8, 2, 0] },
    { name: "praise", label: "Praise", values: [1, null, 4] },
  ],
  format: String,
  ticks: () => [0, 5, 10],
  link: (place) => `/numbers/comments?day=${place}`,
};

function show(data: ChartData) {
  render(
    <MemoryRouter>
      <Plot title="Comments" summary="15 comments came." data={data} csv="/comments.csv" />
    </MemoryRouter>,
  );
}

test("a plot is one stop for the tab key, and arrow keys go from point to point", async () => {
  const user = userEvent.setup();
  show(DATA);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole("link", { name: "Download “Comments” as CSV" }));
  await user.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Monday: Question 8, Praise 1");
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Tueday: Question 2");
  expect(document.activeElement?.getAttribute("href")).toBe("/numbers/comments?day=1");
  await user.keyboard("{End}{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Wedday: Praise 4");
  await user.keyboard("{Home}{ArrowLeft}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Monday: Question 8, Praise 1");
});

test("the same stands in a table, with a dash where there is no value", () => {
  show(DATA);
  const table = screen.getByRole("table", { hidden: true });
  const [, , tuesday] = within(table).getAllByRole("row", { hidden: true });
  expect(tuesday?.textContent).toBe("Tueday2–");
});

test("without values it says so, and draws nothing", () => {
  show({ ...DATA, series: [{ name: "question", label: "Question", values: [0, 0, 0] }] });
  expect(screen.getByText("Nothing to show for these days.")).toBeTruthy();
  expect(screen.queryByRole("table", { hidden: true })).toBeNull();
});
