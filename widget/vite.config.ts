import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

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
    plugins: [{ name: "compress", writeBundle: compress }],
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

/** What visitors load lies compressed beside itself, for the desk to send as it is. */
function compress(_options: unknown, bundle: Record<string, unknown>): void {
  for (const name of Object.keys(bundle).filter((file) => file.startsWith("v1"))) {
    const path = join(dist, name);
    const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }));
  }
}

/** The second file's name and hash, so that whoever pins the first has pinned both. */
function extra(): Record<string, string> {
  const file = existsSync(dist) && readdirSync(dist).find((name) => /^v1-extra\..*\.js$/.test(name));
  if (!file) throw new Error("build with `npm run build`: v1-extra comes first");
  const hash = createHash("sha384").update(readFileSync(join(dist, file)));
  return { FILE: JSON.stringify(file), INTEGRITY: JSON.stringify(`sha384-${hash.digest("base64")}`) };
}
