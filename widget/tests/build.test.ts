import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

const dist = join(import.meta.dirname, "..", "dist");
/** Bytes. The script is what every visitor loads; the second file what is loaded when it is needed. */
const SCRIPT = { brotli: 9_500, gzip: 10_200 };
const EXTRA = { brotli: 5_000, gzip: 5_500 };

// `make` builds before it tests; alone, `npm test` tells nothing about a build that isn't there.
describe.skipIf(!existsSync(join(dist, "v1.js")))("the build", () => {
  const read = (name: string): Buffer => readFileSync(join(dist, name));
  const names = existsSync(dist) ? readdirSync(dist) : [];
  const script = names.includes("v1.js") ? read("v1.js") : Buffer.alloc(0);
  const extra = names.find((name) => /^v1-extra\.[\w-]{6,64}\.js$/.test(name)) ?? "";

  test("the script keeps its budget", () => {
    expect(read("v1.js.br").length).toBeLessThanOrEqual(SCRIPT.brotli);
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(SCRIPT.gzip);
    expect(read(`${extra}.br`).length).toBeLessThanOrEqual(EXTRA.brotli);
    expect(gzipSync(read(extra), { level: 9 }).length).toBeLessThanOrEqual(EXTRA.gzip);
  });

  test("what lies compressed beside a file is that file", () => {
    for (const name of ["v1.js", extra]) expect(brotliDecompressSync(read(`${name}.br`))).toEqual(read(name));
  });

  test("the second file is pinned by the first", () => {
    expect(names.filter((name) => /^v1-.*\.js$/.test(name))).toEqual([extra]);
    const hash = createHash("sha384").update(read(extra)).digest("base64");
    expect(script.toString()).toContain(`sha384-${hash}`);
    expect(script.toString()).toContain(extra);
  });

  test("nothing in it needs a loose policy", () => {
    for (const code of [script, read(extra)]) {
      expect(code.toString()).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createElement\([`'"](script|style)/,
      );
    }
  });

  test("there is a catalogue for each language, and types for the package", () => {
    expect(readdirSync(join(dist, "texts")).sort()).toEqual(
      ["ar", "de", "es", "fr", "it", "nl"].map((language) => `${language}.json`),
    );
    expect(names).toContain("chat.js");
    expect(existsSync(join(dist, "types", "package.d.ts"))).toBe(true);
  });

  test("the package depends on nothing", () => {
    const { dependencies } = JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8")) as {
      dependencies?: unknown;
    };
    expect(dependencies).toBeUndefined();
  });
});
