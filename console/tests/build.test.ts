import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

const dist = join(import.meta.dirname, "..", "dist");
const FIRST_LOAD = 200_000;

// `make` builds before it tests; alone, `npm test` tells nothing about a build that isn't there.
describe.skipIf(!existsSync(join(dist, "index.html")))("the build", () => {
  const page = existsSync(dist) ? readFileSync(join(dist, "index.html"), "utf8") : "";
  const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1] ?? "");

  test("the first load's scripts are at most 200 kB compressed", () => {
    const sizes = scripts.map((name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_LOAD);
  });

  test("German is a script of its own, which the page doesn't load for everybody", () => {
    const german = "Noch einmal versuchen";
    for (const name of scripts) expect(readFileSync(join(dist, name), "utf8"), name).not.toContain(german);
    const others = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".js"));
    expect(
      others.filter((name) => readFileSync(join(dist, "assets", name), "utf8").includes(german)),
    ).toHaveLength(1);
  });

  test("the page has no script, style or handler of its own, as the policy demands", () => {
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  test("assets carry a hash in their names, so that they can be kept for good", () => {
    for (const name of scripts.filter((script) => script.startsWith("/assets/"))) {
      expect(name).toMatch(/-[\w-]{8}\.js$/);
    }
  });
});
