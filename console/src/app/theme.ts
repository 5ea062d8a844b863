import { createStore } from "../parts/store";

export type Theme = "system" | "light" | "dark";

const KEY = "sharewell.theme";

export const theme = createStore<Theme>(read());

/** Kept in this browser; public/theme.js applies it before the first paint. */
export function chooseTheme(chosen: Theme): void {
  theme.set(chosen);
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // For this visit only, then.
  }
}

function read(): Theme {
  const set = document.documentElement.dataset["theme"];
  return set === "light" || set === "dark" ? set : "system";
}
