import type { Intent } from "../api/types";

/** In the order of their keys. */
export const INTENTS: readonly Intent[] = ["question", "complaint", "praise", "other"];
