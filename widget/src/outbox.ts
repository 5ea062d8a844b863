import { backOff, type Naps } from "./backOff";
import { refusal } from "./desk";
import type { Vault, Waiting } from "./storage";

/** Unlike `crypto.randomUUID`, also there on a page without TLS. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");
}

export interface Outbox {
  add: (path: string, body: Record<string, unknown>, id?: string) => void;
  /** Send what waits, in order, until nothing is left; it survives a reload. */
  flush: () => Promise<void>;
  retry: (id: string) => void;
  discard: (id: string) => void;
  stop: () => void;
}

export interface Postman {
  vault: Vault;
  naps: Naps;
  /** Throws a refusal; the desk knows the id and stores nothing twice. */
  post: (waiting: Waiting) => Promise<void>;
  /** Something was added, taken or refused, and whether the desk is in reach where that was seen. */
  changed: (reach?: boolean) => void;
}

export function createOutbox({ vault, naps, post, changed }: Postman): Outbox {
  let busy = false;
  let stopped = false;
  // Read afresh each time, for it changes while we wait.
  const ended = (): boolean => stopped;

  const edit = (change: (all: Waiting[]) => Waiting[]): void => {
    vault.write({ outbox: change(vault.read().outbox) });
    changed();
  };

  const take = (id: string): void => edit((all) => all.filter((waiting) => waiting.id !== id));

  async function flush(): Promise<void> {
    if (busy) {
      naps.wake();
      return;
    }
    busy = true;
    let failures = 0;
    let next: Waiting | undefined;
    while (!ended() && (next = vault.read().outbox.find((waiting) => waiting.refused === undefined))) {
      const { id, path } = next;
      try {
        await post(next);
        failures = 0;
        take(id);
        changed(true);
      } catch (error) {
        if (ended()) break;
        const { final, message, retryAfter, status } = refusal(error);
        // What can't be shown as refused is let go.
        if (final && path !== "messages") take(id);
        else if (final) edit((all) => all.map((one) => (one.id === id ? { ...one, refused: message } : one)));
        changed(status > 0 && status < 500);
        if (!final) await naps.sleep(backOff(++failures, retryAfter));
      }
    }
    busy = false;
  }

  return {
    flush,
    add(path, body, id = newId()) {
      edit((all) => [...all, { id, path, body }]);
      void flush();
    },
    retry(id) {
      edit((all) => all.map((one) => (one.id === id ? { ...one, refused: undefined } : one)));
      void flush();
    },
    discard: take,
    stop() {
      stopped = true;
      naps.wake();
    },
  };
}
