import type { Page } from "../../api/types";
import { language } from "../../app/language";
import { t } from "../../texts";
import { type Look, previewPath } from "./look";
import { useSettled } from "./useSettled";

/** What the chat needs, and what would lead away from here not. */
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups";

interface PreviewProps {
  page: Page;
  desk: string;
  look: Look;
}

/** The page's real chat, on an empty web page of the desk. */
export function Preview({ page, desk, look }: PreviewProps) {
  const texts = t.webChat;
  const path = previewPath(page.id, useSettled(look), language);
  if (desk !== location.origin) return <p className="callout">{texts.elsewhere(desk)}</p>;
  return (
    <>
      <p className="quiet">{texts.previewText}</p>
      {/* A new frame for each look: one that only went elsewhere would fill the browser's history. */}
      <iframe
        key={path}
        className="chat-preview"
        title={texts.previewOf(page.name)}
        src={path}
        sandbox={SANDBOX}
        referrerPolicy="same-origin"
      />
    </>
  );
}
