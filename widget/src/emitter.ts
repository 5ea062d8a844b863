import type { ChatEvents } from "./types";

type Listener<Name extends keyof ChatEvents> = (value: ChatEvents[Name]) => void;

export interface Emitter {
  on: <Name extends keyof ChatEvents>(name: Name, listener: Listener<Name>) => () => void;
  emit: <Name extends keyof ChatEvents>(name: Name, value: ChatEvents[Name]) => void;
}

export function createEmitter(): Emitter {
  const listeners: { [Name in keyof ChatEvents]?: Set<Listener<Name>> } = {};
  return {
    on(name, listener) {
      const all: Set<typeof listener> = (listeners[name] ??= new Set() as never);
      all.add(listener);
      return () => all.delete(listener);
    },
    emit(name, value) {
      listeners[name]?.forEach((listener) => {
        try {
          listener(value);
        } catch (error) {
          reportError(error); // The site's mistake; the chat goes on.
        }
      });
    },
  };
}
