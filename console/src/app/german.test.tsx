import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  localStorage.setItem("sharewell.language", "de");
  vi.resetModules();
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ name: null })));
});
afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

test("who chose German reads a screen in German, and the page says so", async () => {
  const { SignIn } = await import("../session/SignIn");
  const { createQueries } = await import("./queries");
  const { container } = render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter>
        <SignIn />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  expect(screen.getByLabelText("E-Mail-Adresse")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Anmelden" })).toBeTruthy();
  expect(document.documentElement.lang).toBe("de-DE");
  expect((await axe.run(container)).violations).toEqual([]);
});

test("words read while a module loads are German too, and so are dates and numbers", async () => {
  const { t } = await import("../texts");
  const { ago, age, dateOnly, inDigits, inPercent } = await import("../words/dates");
  const at = "2026-11-20T09:00:00Z";
  expect(Object.values(t.dismissals)).toContain("Keine Antwort nötig");
  expect(dateOnly(at)).toBe("20. Nov. 2026");
  expect(inDigits(12_000)).toBe("12.000");
  expect(inPercent(0.5)).toBe("50\u00a0%");
  expect(age(at, Date.parse(at) + 3 * 60_000)).toBe("3 Min.");
  expect(ago(at, Date.parse(at) + 24 * 3_600_000)).toBe("gestern");
});
