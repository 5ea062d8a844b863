import { useState } from "react";

import { Button } from "../parts/Button";
import { t } from "../texts";
import "./command.css";

interface CommandProps {
  text: string;
  /** What it is, for the button's name where there are several. */
  label?: string;
}

/** Something to type elsewhere, with a button that copies it. */
export function Command({ text, label }: CommandProps) {
  const [taken, setTaken] = useState<string | null>(null);
  const words = taken === text ? t.copied : t.copy;
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
      <Button onPress={() => void copy()} {...(label && { "aria-label": `${words}: ${label}` })}>
        {words}
      </Button>
    </div>
  );
}
