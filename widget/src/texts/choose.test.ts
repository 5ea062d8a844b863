import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test, vi } from "vitest";

import { chooseLanguage, fill, firstTexts, loadTexts } from "./choose";
import { english } from "./en";
import { moreEnglish } from "./more";

const FOLDER = join(import.meta.dirname, "..", "..", "public", "texts");
const LANGUAGES = readdirSync(FOLDER).map((name) => name.replace(".json", ""));
const read = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(FOLDER, `${language}.json`), "utf8")) as Record<string, string>;

test("the first wish that there are texts for counts", () => {
  expect(chooseLanguage("", "de-AT", "fr")).toBe("de");
  expect(chooseLanguage(null, "sv", "ar-EG")).toBe("ar");
  expect(chooseLanguage("EN-gb", "de")).toBe("en");
  expect(chooseLanguage(undefined, "constructor", "sv")).toBe("en");
});

test.each(LANGUAGES)("%s says everything that English says, with the same gaps", (language) => {
  const texts = read(language);
  const all = { ...english, ...moreEnglish };
  const gaps = (text: string | undefined): unknown => text?.match(/\{\d\}/g)?.sort();
  expect(Object.keys(texts).sort()).toEqual(Object.keys(all).sort());
  for (const [key, words] of Object.entries(all)) expect(gaps(texts[key]), key).toEqual(gaps(words));
});

test.each(LANGUAGES)("in %s the launcher has its name before anything is loaded", (language) => {
  expect(chooseLanguage(language)).toBe(language);
  expect(firstTexts(language).open).toBe(read(language)["open"]);
});

test("English asks nobody; what a catalogue lacks stays English", async () => {
  const fetcher = vi.fn(() => Promise.resolve(new Response('{"send":"Los"}')));
  vi.stubGlobal("fetch", fetcher);
  expect(await loadTexts("en", "https://desk.example")).toBe(english);
  expect(fetcher).not.toHaveBeenCalled();
  expect(await loadTexts("de", "https://desk.example")).toMatchObject({ send: "Los", read: "Read" });
});

test("a catalogue that isn't there leaves English", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 404 })));
  expect(await loadTexts("de", "https://desk.example")).toBe(english);
});

test("gaps are filled, also with words that look like gaps", () => {
  expect(fill("{0} of {1}", "{1}", "$&")).toBe("{1} of $&");
});
