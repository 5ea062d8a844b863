/** The choice of the interface's language and how times are said, in English. */
export const language = {
  language: {
    title: "Language",
    browser: "As the browser",
    en: "English",
    de: "Deutsch",
  },
  time: {
    now: "now",
    justNow: "just now",
    minutes: (minutes: number) => `${minutes} min`,
    hours: (hours: number) => `${hours} h`,
    days: (days: number) => `${days} d`,
  },
};
