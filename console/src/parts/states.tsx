import type { ReactNode } from "react";

import { messageOf } from "../api/errors";
import { t } from "../texts";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";

interface EmptyProps {
  icon?: IconName;
  title: string;
  text: string;
  children?: ReactNode;
}

export function Empty({ icon = "approve", title, text, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

export function Failed({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  return (
    <div className="empty" role="alert">
      <span className="empty-icon empty-icon-bad">
        <Icon name="alert" size={24} />
      </span>
      <h2>{title}</h2>
      <p>{messageOf(error)}</p>
      <Button icon="redraft" onPress={onRetry}>
        {t.retry}
      </Button>
    </div>
  );
}

/** Grey bars where words will be; told once to a screen reader. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton-row" aria-hidden="true">
          <span className="skeleton-bar skeleton-short" />
          <span className="skeleton-bar" />
          <span className="skeleton-bar skeleton-long" />
        </div>
      ))}
    </div>
  );
}
