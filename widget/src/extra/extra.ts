export { alert } from "./alerts";
export { createContent, createRating, createSecondChance, timeOf } from "./content";
export { attach } from "./files";
export { createPicker } from "./picker";
export { createIntroduction } from "./introduction";
export { createOptions } from "./options";
export { solve } from "./proof";
export { replyTime } from "./replyTime";

/** What an open chat has beyond writing and reading, and what few visitors need. */
export type Extra = typeof import("./extra");
