import type { language as english } from "../language";
import type { Widened } from "../widened";

/** The choice of the interface's language and how times are said, in German. */
export const language: Widened<typeof english> = {
  language: {
    title: "Sprache",
    browser: "Wie der Browser",
    en: "English",
    de: "Deutsch",
  },
  time: {
    now: "jetzt",
    justNow: "gerade eben",
    minutes: (minutes) => `${minutes} Min.`,
    hours: (hours) => `${hours} Std.`,
    days: (days) => `${days} T.`,
  },
};
