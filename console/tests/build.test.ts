import { existsSync, readFileSync } from "node:fs";
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
