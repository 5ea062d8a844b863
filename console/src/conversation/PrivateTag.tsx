import type { Reply } from "../api/types";
import { Icon } from "../parts/Icon";
import { t } from "../texts";

/** Says that a reply goes, or went, to the author alone. */
export function PrivateTag({ reply }: { reply: Reply | null }) {
  if (!reply?.private) return null;
  return (
    <span className="tag tag-private">
      <Icon name="lock" size={13} />
      {t.onPlatform.wasPrivate}
    </span>
  );
}
