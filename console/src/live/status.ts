import { createStore } from "../parts/store";

/** Whether changes arrive: `reconnecting` after the connection broke, `offline` when the browser has no network. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "offline";

export const liveStatus = createStore<LiveStatus>("connecting");

/** Counts the answers that came although the browser takes itself for offline: the desk is in reach after all. */
export const answersOffline = createStore(0);

export function noteAnswer(): void {
  if (liveStatus.get() === "offline") answersOffline.set((count) => count + 1);
}
