import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// jsdom has none, and a dialog that opens asks for it.
Object.defineProperty(globalThis, "CSS", {
  value: { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") },
});

// It lays nothing out, so there is nothing to scroll to.
Element.prototype.scrollIntoView = () => {};

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});
