import { Button } from "../parts/Button";
import { t } from "../texts";
import TranslatedText from "./TranslatedText";
import { NotTranslated } from "./TranslationBar";
import type { TranslatedReply } from "./useTranslation";

/** The reply in the reader's language, to check what it says before it is approved. */
export default function ReplyTranslation({ reply }: { reply: TranslatedReply }) {
  const { translated, isOutdated, isLoading, error, again } = reply;
  return (
    <section className="reply-translation" aria-label={t.translation.reply}>
      {translated && <TranslatedText translated={translated} />}
      <p className="quiet" role="status">
        {isLoading ? t.translation.loading : translated && isOutdated && t.translation.outdated}
      </p>
      {isOutdated && !isLoading && <Button onPress={again}>{t.translation.again}</Button>}
      {error && !isOutdated && !isLoading && <NotTranslated error={error} onRetry={again} />}
    </section>
  );
}
