import { createStore } from "../parts/store";

const KEY = "sharewell.desktop";

export type DesktopAnswer = "on" | "off" | "blocked" | "missing";

/** Whether this browser tells of escalations and mentions while the desk is in the background. */
export const desktop = createStore<boolean>(read());

export function canTell(): boolean {
  return "Notification" in window;
}

/** Asks for the browser's consent the first time; the answer says what stands in the way, if anything does. */
export async function chooseDesktop(on: boolean): Promise<DesktopAnswer> {
  if (!on) return keep(false);
  if (!canTell()) return "missing";
  const consent =
    Notification.permission === "default" ? await Notification.requestPermission() : Notification.permission;
  if (consent === "granted") return keep(true);
  keep(false);
  return "blocked";
}

function keep(on: boolean): DesktopAnswer {
  desktop.set(on);
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // For this visit only, then.
  }
  return on ? "on" : "off";
}

function read(): boolean {
  try {
    return (
      localStorage.getItem(KEY) === "on" && "Notification" in window && Notification.permission === "granted"
    );
  } catch {
    return false;
  }
}
