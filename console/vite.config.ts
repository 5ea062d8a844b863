import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const desk = process.env["SHAREWELL_DESK"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  // Nothing is inlined: the page's policy allows styles and scripts as files only.
  build: {
    assetsInlineLimit: 0,
    target: "es2022",
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700, // tests/build.test.ts holds the limit that counts: what is sent, compressed.
    // What the first screen needs is one script. Left alone, the wait for the language would split it into many small ones.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  // `npm run dev` beside a running desk.
  server: { proxy: { "/api": { target: desk } } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
    setupFiles: ["./tests/setup.ts"],
    testTimeout: 20_000, // a busy machine takes its time; what hangs still ends
  },
});
