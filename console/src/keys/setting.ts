import { createStore } from "../parts/store";

const KEY = "sharewell.keys";

/** Whether single letters act; WCAG 2.1.4 asks for a way to switch them off. */
export const keysOn = createStore(read());

export function switchKeys(on: boolean): void {
  keysOn.set(on);
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // For this visit only, then.
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
