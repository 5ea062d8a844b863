import { Button } from "../parts/Button";
import { t } from "../texts";
import type { Together } from "./useTogether";

/** Says that a colleague writes, before the words of two collide. */
export function Lock({ together }: { together: Together }) {
  const { locked, isEditing, others, isOpen, takeOver } = together;
  const beside = isOpen && isEditing ? others.find((person) => person.mode === "editing") : undefined;
  return (
    <div role="status">
      {locked && (
        <div className="callout callout-warn lock">
          <p>{t.together.present.locked(locked.name)}</p>
          <Button onPress={takeOver}>{t.together.present.takeOver}</Button>
        </div>
      )}
      {beside && <p className="callout callout-warn">{t.together.present.both(beside.name)}</p>}
    </div>
  );
}
