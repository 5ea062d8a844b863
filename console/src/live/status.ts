import { createStore } from "../parts/store";

/** Whether changes arrive: `reconnecting` after the connection broke, `offline` when the browser has no network. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline";

export const liveStatus = createStore<LiveStatus>("connecting");
