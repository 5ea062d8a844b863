import { afterEach, vi } from "vitest";

// What jsdom lacks.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
Object.assign(globalThis, {
  matchMedia: (query: string) =>
    Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }),
});
if (!("replaceSync" in CSSStyleSheet.prototype)) {
  class Sheet {
    replaceSync = vi.fn();
  }
  Object.assign(globalThis, { CSSStyleSheet: Sheet });
}

afterEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
