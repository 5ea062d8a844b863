import { useState } from "react";

import { Button } from "../parts/Button";
import { t } from "../texts";

/** Something to type elsewhere, with a button that copies it. */
export function Command({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard here (no https): the text can still be selected by hand.
    }
  };
  return (
    <div className="command">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, so the keyboard must reach it */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <Button onPress={() => void copy()}>{copied ? t.copied : t.copy}</Button>
    </div>
  );
}
