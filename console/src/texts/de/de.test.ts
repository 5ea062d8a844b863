import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { en } from "../en";
import { de } from "./index";

type Words = string | ((...values: never[]) => string);

/** Names, and words that German has too; and examples of what the bot reads and writes, which is English. */
const THE_SAME = new Set([
  "name",
  "administration.connections.namePlaceholder",
  "administration.connections.webhook",
  "approval.settings.severity",
  "channels.api",
  "channels.blog",
  "channels.bluesky",
  "channels.chat",
  "channels.facebook",
  "channels.instagram",
  "channels.linkedin",
  "channels.mastodon",
  "channels.x",
  "conversation.escalationMark",
  "conversation.on",
  "dismissals.spam",
  "editArticle.fields.body",
  "gaps.by",
  "hint.placeholder",
  "history.other",
  "language.de",
  "language.en",
  "menu.role.admin",
  "narrow.chip",
  "notifications.name",
  "numbers.firstReply.hour",
  "numbers.firstReply.median",
  "numbers.people.person",
  "numbers.plot.csv",
  "places.name",
  "bulk.person",
  "saved.body",
  "settings.page.name",
  "settings.voice.formalities.casual.1",
  "settings.voice.formalities.formal.1",
  "settings.voice.formalities.neutral.0",
  "settings.voice.formalities.neutral.1",
  "start.article.body",
  "start.article.headingPlaceholder",
  "start.comment.about",
  "start.comment.example",
  "start.comment.howDo",
  "start.comment.tokenName",
  "start.page.name",
  "start.page.namePlaceholder",
  "team.name",
  "team.title",
]);

/** Every text under its path, such as "queue.empty.waiting.0". */
function texts(catalogue: object, path = ""): Map<string, Words> {
  const found = new Map<string, Words>();
  for (const [key, value] of Object.entries(catalogue) as [string, Words | object][]) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "object") texts(value, at).forEach((words, under) => found.set(under, words));
    else found.set(at, value);
  }
  return found;
}

/** What a text says; a function's is asked for with values that could stand in any of them. */
function said(words: Words, count: number): string {
  if (typeof words === "string") return words;
  const values = Array.from({ length: words.length }, () => value(count));
  return (words as (...given: unknown[]) => string)(...values);
}

/** Counts as a number, reads as text and joins as a list: enough for whatever a text does with it. */
const value = (count: number): unknown =>
  Object.assign([String(count)], { valueOf: () => count, toString: () => String(count) });

const english = texts(en);
const german = texts(de);

test("German has every text of the English catalogue, no other, and each takes the same values", () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [path, words] of english) {
    const there = german.get(path);
    expect(typeof there, path).toBe(typeof words);
    if (typeof words === "function") expect((there as typeof words).length, path).toBe(words.length);
  }
});

test("no German text is the English one left over, except names and words that both have", () => {
  const same = [...english].filter(([path, words]) => {
    const there = german.get(path);
    return there !== undefined && [1, 5].every((count) => said(words, count) === said(there, count));
  });
  expect(same.map(([path]) => path).sort()).toEqual([...THE_SAME].sort());
});

test("no German text is empty where the English one says something", () => {
  for (const [path, words] of german) {
    if (said(english.get(path) ?? "", 5).trim()) expect(said(words, 5).trim(), path).not.toBe("");
  }
});

test("German quotes as German does, and never with English marks but in what the bot reads", () => {
  for (const [path, words] of german) {
    if (THE_SAME.has(path)) continue;
    const text = said(words, 5);
    expect(text.split("„").length, path).toBe(text.split("“").length);
    expect(text, path).not.toMatch(/[”’"]/);
  }
});

test("the German modules load nothing from outside their folder, which would wait for them", () => {
  const modules = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  for (const name of modules.filter((file) => file.endsWith(".ts") && !file.includes(".test."))) {
    const source = readFileSync(join(import.meta.dirname, name), "utf8");
    expect(source, name).not.toMatch(/^import (?!type )[^;]*from "(?!\.\/)/m);
  }
});

test("counts decide between one and many, with the thousands written as in German", () => {
  expect(de.queue.total(1)).toBe("1 Kommentar");
  expect(de.queue.total(0)).toBe("0 Kommentare");
  expect(de.queue.total(12_000)).toBe("12.000 Kommentare");
});
