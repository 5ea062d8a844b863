import type { Change } from "../api/types";
import { answersOffline, liveStatus } from "./status";

const GATHER_MS = 120;
const BACK_OFF_MS = [1_000, 2_000, 5_000, 10_000, 20_000];

export interface Listener {
  /** Changes that came close together, oldest first. */
  onChanges: (changes: Change[]) => void;
  /** Something may have been missed: read everything again. */
  onReset: () => void;
  /** Somebody came to a comment, left it, or began or ended to edit its reply. */
  onPresence?: (comment: string) => void;
}

/** Listen to the desk until the returned function is called; reconnects by itself. */
export function listen({ onChanges, onReset, onPresence }: Listener): () => void {
  let source: EventSource | null = null;
  let gathered: Change[] = [];
  let gathering: number | undefined;
  let retrying: number | undefined;
  let failures = 0;
  let missed = false;

  const flush = (): void => {
    gathering = undefined;
    const changes = gathered;
    gathered = [];
    onChanges(changes);
  };

  const open = (): void => {
    source = new EventSource("/api/v1/events");
    source.onopen = () => {
      failures = 0;
      liveStatus.set("live");
      if (missed) onReset();
      missed = false;
    };
    source.addEventListener("change", (event: MessageEvent<string>) => {
      liveStatus.set("live");
      gathered.push(JSON.parse(event.data) as Change);
      gathering ??= window.setTimeout(flush, GATHER_MS);
    });
    source.addEventListener("presence", (event: MessageEvent<string>) => {
      liveStatus.set("live");
      onPresence?.((JSON.parse(event.data) as { comment: string }).comment);
    });
    source.addEventListener("reset", () => {
      liveStatus.set("live");
      onReset();
    });
    source.onerror = () => {
      liveStatus.set(navigator.onLine ? "reconnecting" : "offline");
      // CONNECTING: the browser tries again on its own and asks for what it missed. CLOSED: it has given up.
      if (source?.readyState !== EventSource.CLOSED) return;
      missed = true;
      retrying = window.setTimeout(open, BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]);
      failures += 1;
    };
  };

  // A connection that was open when the network went may be dead without knowing it, or alive: a new one tells.
  const reopen = (): void => {
    liveStatus.set("reconnecting");
    window.clearTimeout(retrying);
    source?.close();
    missed = true;
    open();
  };
  const offline = (): void => liveStatus.set("offline");

  window.addEventListener("online", reopen);
  window.addEventListener("offline", offline);
  const unsubscribe = answersOffline.subscribe(reopen);
  open();
  return () => {
    window.removeEventListener("online", reopen);
    window.removeEventListener("offline", offline);
    unsubscribe();
    window.clearTimeout(retrying);
    window.clearTimeout(gathering);
    source?.close();
  };
}
