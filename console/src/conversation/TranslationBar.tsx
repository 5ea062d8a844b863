import { messageOf } from "../api/errors";
import { Button } from "../parts/Button";
import { t } from "../texts";
import type { Translation } from "./useTranslation";
import "./translation.css";

/** Has the thread translated, and says how far that is. */
export default function TranslationBar({ translation }: { translation: Translation }) {
  const { isOn, isLoading, isEmpty, error, toggle, again } = translation;
  return (
    <div className="translation-bar">
      <Button look="quiet" shortcut="i" aria-pressed={isOn} onPress={toggle}>
        {t.translation.show}
      </Button>
      <p className="quiet" role="status">
        {isOn &&
          (isLoading
            ? t.translation.loading
            : isEmpty
              ? t.translation.nothing
              : !error && t.translation.caution)}
      </p>
      {isOn && error && !isLoading && <NotTranslated error={error} onRetry={again} />}
    </div>
  );
}

export function NotTranslated({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="translation-failed" role="alert">
      <p>{messageOf(error)}</p>
      <Button onPress={onRetry}>{t.retry}</Button>
    </div>
  );
}
