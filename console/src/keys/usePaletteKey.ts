import { useEffect, useRef } from "react";

/** Ctrl K, on a Mac ⌘ K too; also while typing, but not over another dialog. */
export function usePaletteKey(open: () => void): void {
  const current = useRef(open);
  useEffect(() => {
    current.current = open;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault(); // the browser's own search bar stays away
      if (!document.querySelector("[role='dialog'], [role='alertdialog']")) current.current();
    };
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);
}
