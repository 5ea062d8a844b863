import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

/** Of a lazily loaded part's own classes; a clash changes other screens once the part was opened. */
const OWN = /^\s*\.([a-z][a-z-]*)\s*[{,]/gm;
// Shown differently on paper, or given a place inside another part, on purpose.
const SHARED = new Set(["radios", "floats", "main", "bar", "shell", "conversation-scroll", "dialog"]);

test("no two style sheets lay out the same class", () => {
  const owners = new Map<string, Set<string>>();
  const sheets = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".css"),
  );
  for (const file of sheets) {
    for (const [, name] of readFileSync(`src/${file}`, "utf8").matchAll(OWN)) {
      if (name) owners.set(name, (owners.get(name) ?? new Set()).add(file));
    }
  }
  const clashes = [...owners].filter(([name, files]) => files.size > 1 && !SHARED.has(name));
  expect(clashes.map(([name, files]) => `.${name}: ${[...files].join(", ")}`)).toEqual([]);
});
