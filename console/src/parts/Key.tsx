import { useStore } from "./store";
import { keysOn } from "../keys/setting";

/** A key to press, as printed on it; left away where single keys are switched off. The button's attribute names it. */
export function Key({ children }: { children: string }) {
  const on = useStore(keysOn);
  const single = children.length === 1;
  if (single && !on) return null;
  return (
    <kbd className="key" aria-hidden="true">
      {single ? children.toUpperCase() : children}
    </kbd>
  );
}
