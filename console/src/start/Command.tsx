import { useState } from "react";

import { Button } from "../parts/Button";
import { t } from "../texts";

/** Something to type elsewhere, with a button that copies it. */
export function Command({ text }: { text: string }) {
  const [taken, setTaken] = useState<string | null>(null);
  const copied = taken === text;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setTaken(text);
    } catch {
      // No clipboard here (no https): the text can still be selected by hand.
    }
  };
  return (
    <div className="command">
      <pre>
        <code>{text}</code>
      </pre>
      <Button onPress={() => void copy()}>{copied ? t.copied : t.copy}</Button>
    </div>
  );
}
