export { alert } from "./alerts";
export { attach } from "./files";
export { createIntroduction } from "./introduction";
export { createOptions } from "./options";
export { solve } from "./proof";

/** What few visitors need, loaded when the first of them does. */
export type Extra = typeof import("./extra");
