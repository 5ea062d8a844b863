import { createStore, type Store } from "./store";

/** Something by the id of what it belongs to, in memory and in the session's storage: a reload loses nothing. */
export interface Kept<Value> {
  store: Store<Readonly<Record<string, Value>>>;
  keep: (id: string, value: Value) => void;
  forget: (id: string) => void;
}

export function createKept<Value>(key: string): Kept<Value> {
  const store = createStore<Readonly<Record<string, Value>>>(stored(key));
  const save = (entries: Readonly<Record<string, Value>>): void => {
    store.set(entries);
    try {
      sessionStorage.setItem(key, JSON.stringify(entries));
    } catch {
      // Full or switched off: it is still in memory.
    }
  };
  return {
    store,
    keep(id, value) {
      save({ ...store.get(), [id]: value });
    },
    forget(id) {
      if (!(id in store.get())) return;
      save(Object.fromEntries(Object.entries(store.get()).filter(([other]) => other !== id)));
    },
  };
}

function stored<Value>(key: string): Record<string, Value> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, Value>;
  } catch {
    return {};
  }
}
