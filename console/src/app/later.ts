import { type ComponentType, lazy, type LazyExoticComponent } from "react";

const PATIENCE_MS = 4_000;

/** A part that the first screen can do without: fetched when the browser has nothing better to do, or when shown. */
export function later<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  let loading: Promise<{ default: ComponentType<Props> }> | undefined;
  const once = (): Promise<{ default: ComponentType<Props> }> => (loading ??= load());
  const ahead = (): void => {
    once().catch(() => {
      loading = undefined;
    });
  };
  if ("requestIdleCallback" in window) window.requestIdleCallback(ahead, { timeout: PATIENCE_MS });
  else setTimeout(ahead, PATIENCE_MS);
  return lazy(once);
}
