import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { defineConfig } from "vitest/config";

const src = join(import.meta.dirname, "src");
const dist = join(import.meta.dirname, "dist");

/** What each of the three builds makes: `v1-extra.<hash>.js`, then `v1.js`, which names it, then the package's `chat.js`. */
const BUILDS = {
  extra: { entry: "extra/extra.ts", format: "es", file: "v1-extra.[hash].js" },
  production: { entry: "script.ts", format: "iife", file: "v1.js" },
  package: { entry: "package.ts", format: "es", file: "chat.js" },
} as const;

export default defineConfig(({ mode }) => {
  const { entry, format, file } = mode in BUILDS ? BUILDS[mode as keyof typeof BUILDS] : BUILDS.production;
  const forTag = mode === "production";
  return {
    publicDir: forTag ? "public" : false,
    define: forTag ? extra() : {},
    resolve: {
      alias: forTag ? [{ find: "./loadExtra", replacement: join(src, "loadExtra.script.ts") }] : [],
    },
    build: {
      target: "es2022",
      cssTarget: ["chrome123", "firefox121", "safari17.5"],
      emptyOutDir: mode === "extra",
      reportCompressedSize: false,
      minify: true,
      lib: { entry: join(src, entry), formats: [format], name: "SharewellScript" },
      rolldownOptions: { output: { minify: true, entryFileNames: file, chunkFileNames: "[name].[hash].js" } },
    },
    test: {
      environment: "jsdom",
      include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
      setupFiles: ["tests/setup.ts"],
    },
  };
});

/** The second file's name and hash, so that whoever pins the first has pinned both. */
function extra(): Record<string, string> {
  const file = existsSync(dist) && readdirSync(dist).find((name) => name.startsWith("v1-extra."));
  if (!file) throw new Error("build with `npm run build`: v1-extra comes first");
  const hash = createHash("sha384").update(readFileSync(join(dist, file)));
  return { FILE: JSON.stringify(file), INTEGRITY: JSON.stringify(`sha384-${hash.digest("base64")}`) };
}
