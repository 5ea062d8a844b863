import { afterEach, expect, test, vi } from "vitest";

import { chooseLanguage, languageFor } from "./language";

afterEach(() => localStorage.clear());

test("a choice is kept and the page loaded again, once it differs from what is shown", () => {
  const reload = vi.fn();
  chooseLanguage("browser", reload);
  expect(reload).not.toHaveBeenCalled();
  chooseLanguage("de", reload);
  expect(reload).toHaveBeenCalledOnce();
  expect(localStorage.getItem("sharewell.language")).toBe("de");
});

test("what was chosen comes first, then the browser's languages in their order, then English", () => {
  expect(languageFor("en", ["de-AT"])).toBe("en");
  expect(languageFor("browser", ["fr-FR", "de-AT", "en"])).toBe("de");
  expect(languageFor("browser", ["en-US", "de"])).toBe("en");
  expect(languageFor("browser", ["DE"])).toBe("de");
  expect(languageFor("browser", ["fr", "den"])).toBe("en");
  expect(languageFor("browser", [])).toBe("en");
});
