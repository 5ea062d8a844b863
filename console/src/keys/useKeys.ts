import { useEffect, useRef } from "react";

import { keysOn } from "./setting";

export type Keys = Partial<Record<string, () => void>>;

const TYPING = "input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable='true']";
const ELSEWHERE = "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']";

/** What every mounted component does with which key, in the order in which they came. */
const mounted = new Set<{ current: Keys }>();

/** Whether a key pressed here is meant for the desk, and not for a field, a menu or a dialog. */
export function isForDesk(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPING) || target?.closest(ELSEWHERE)) return false;
  return !document.querySelector("[role='dialog'], [role='alertdialog']");
}

/** Single keys on the whole window while the component is there. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!keysOn.get() || !isForDesk(event)) return;
      const act = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    mounted.add(current);
    window.addEventListener("keydown", press, true);
    return () => {
      mounted.delete(current);
      window.removeEventListener("keydown", press, true);
    };
  }, []);
}

/** Whether something on screen listens to this key now. */
export function isHeard(key: string): boolean {
  return actOf(key) !== undefined;
}

/** What pressing the key would do, for those who ask for it by name; it works with single keys switched off too. */
export function runKey(key: string): void {
  actOf(key)?.();
}

function actOf(key: string): (() => void) | undefined {
  for (const keys of mounted) {
    const act = keys.current[key];
    if (act) return act;
  }
  return undefined;
}
