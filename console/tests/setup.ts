import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// jsdom has none, and a dialog that opens asks for it.
Object.defineProperty(globalThis, "CSS", {
  value: { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") },
});

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});
