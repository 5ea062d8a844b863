/** Something that the desk has to be told, kept until it has taken it. */
export interface Waiting {
  id: string;
  path: string;
  body: Record<string, unknown>;
  /** Why the desk refused it; it is not sent again until the visitor says so. */
  refused?: string;
}

/** What a browser remembers of one page's chat. */
export interface Kept {
  token?: string;
  /** Which conversation the token is for, and whom of the site's own people. */
  conversation?: string;
  who?: string;
  outbox: Waiting[];
  /** The newest message that the visitor has seen. */
  seen: number;
  open?: boolean;
  /** The desk wanted no chat on this site; asked again before anything is shown. */
  barred?: boolean;
  name?: string;
  email?: string;
  sound?: boolean;
  notify?: boolean;
}

export interface Vault {
  read: () => Kept;
  write: (change: Partial<Kept>) => void;
  clear: () => void;
}

/** In the browser's storage, read anew each time because other tabs write there; in memory where it is refused. */
export function createVault(key: string, storage: () => Storage = () => localStorage): Vault {
  let kept: string | null = null;
  let refused = false;

  function attempt(action: (storage: Storage) => void): void {
    if (refused) return;
    try {
      action(storage());
    } catch {
      refused = true; // For this visit only, then.
    }
  }

  function read(): Kept {
    attempt((open) => (kept = open.getItem(key)));
    let found: unknown;
    try {
      found = JSON.parse(kept ?? "{}");
    } catch {
      found = {}; // Not ours, or cut off: begin anew.
    }
    return { outbox: [], seen: 0, ...(found as Partial<Kept>) };
  }

  function keep(all: unknown): void {
    kept = JSON.stringify(all);
    attempt((open) => open.setItem(key, kept ?? ""));
  }

  return {
    read,
    write: (change) => keep({ ...read(), ...change }),
    clear: () => keep({}),
  };
}
