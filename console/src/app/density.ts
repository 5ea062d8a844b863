import { createStore } from "../parts/store";

export type Density = "comfortable" | "dense";

const KEY = "sharewell.density";

export const density = createStore<Density>(
  document.documentElement.dataset["density"] === "dense" ? "dense" : "comfortable",
);

/** Kept in this browser; public/theme.js applies it before the first paint. */
export function chooseDensity(chosen: Density): void {
  density.set(chosen);
  if (chosen === "dense") document.documentElement.dataset["density"] = "dense";
  else delete document.documentElement.dataset["density"];
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // For this visit only, then.
  }
}
