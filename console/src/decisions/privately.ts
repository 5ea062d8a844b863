import { createKept } from "../parts/kept";

/** Whether a person chose to reply to a comment's author alone; kept until the reply was sent, as its text is. */
const kept = createKept<boolean>("sharewell.privately");
export const privately = kept.store;
export const choosePrivately = kept.keep;
export const forgetPrivately = kept.forget;
