import { type ReactNode, type RefObject, Suspense, useMemo, useState } from "react";

import type { Conversation } from "../api/types";
import { later } from "../app/later";
import { useKeys } from "../keys/useKeys";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Told } from "../parts/Told";
import { t } from "../texts";
import { wordedBy } from "../words/wording";
import { whyNoDraft } from "../words/noDraft";
import { hasLink } from "../words/links";
import { toldWords } from "../words/said";
import { placed } from "../words/sentences";
import { nearestTo, suggestionsOf } from "../words/suggestions";
import { DESK_LANG, tongueOf } from "../words/tongue";
import { Editor } from "./Editor";
import { EvidencePanel } from "./EvidencePanel";
import { Findings } from "./Findings";
import { lastAnswered } from "./onPlatform";
import { inPlainWords } from "./plainWords";
import { Suggestions } from "./Suggestions";
import type { Checked } from "./useFindings";
import type { ReplyText } from "./useReplyText";

/** A comment of so many characters is read as quickly as its summary. */
const WORTH_A_SUMMARY = 160;
const SavedReplies = later(() => import("./SavedReplies"));
const DraftDiff = later(() => import("./DraftDiff"));

interface ReplyProps {
  conversation: Conversation;
  reply: ReplyText;
  checked: Checked;
  editor: RefObject<HTMLTextAreaElement | null>;
  readOnly: boolean;
  translation: ReactNode;
  onApprove: () => void;
}

/** The reply in the making: editor, tone check, other wordings, and where each sentence comes from. */
export function Reply({
  conversation,
  reply,
  checked,
  editor,
  readOnly,
  translation,
  onApprove,
}: ReplyProps) {
  const { draft, proposal } = conversation;
  const suggestions = useMemo(() => suggestionsOf(draft, proposal), [draft, proposal]);
  const nearest = nearestTo(reply.text, suggestions);
  const sentences = useMemo(() => placed(reply.text, nearest?.sentences ?? []), [nearest, reply.text]);
  const [typed, setTyped] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [compared, setCompared] = useState(false);
  const before = draft && draft.text.trim() !== "" && draft.text !== reply.text ? draft.text : null;
  const compare = (): void => {
    setCompared(!compared);
    announce(compared ? t.draftDiff.hidden : t.draftDiff.shown);
  };
  useKeys(before === null ? {} : { c: compare });

  const select = (start: number, end: number): void => {
    const field = editor.current;
    if (!field) return;
    field.focus();
    field.setSelectionRange(start, end);
  };

  const take = (text: string): void => {
    if (!suggestions.some((suggestion) => suggestion.text === reply.text) && reply.text.trim() !== "")
      setTyped(reply.text);
    reply.setText(text);
  };

  return (
    <div className="reply">
      <section className="reply-write" aria-label={t.reply.label}>
        <ReplyHead conversation={conversation} reply={reply} />
        {!readOnly && (suggestions.length > 1 || proposal || typed !== null) && (
          <Suggestions suggestions={suggestions} current={reply.text} typed={typed} onTake={take} />
        )}
        <Editor
          conversation={conversation}
          reply={reply}
          findings={checked.findings}
          unsupported={checked.unsupported}
          sentences={sentences}
          pointed={pointed}
          editor={editor}
          readOnly={readOnly}
          onApprove={onApprove}
        />
        {conversation.platform?.link_note && hasLink(reply.text) && (
          <p className="callout" role="status">
            <Told of={conversation.platform} field="link_note" english={conversation.platform.link_note} />
          </p>
        )}
        {conversation.platform?.price && (
          <p className="quiet">
            {hasLink(reply.text) && conversation.platform.price_with_link ? (
              <Told
                of={conversation.platform}
                field="price_with_link"
                english={conversation.platform.price_with_link}
              />
            ) : (
              <Told of={conversation.platform} field="price" english={conversation.platform.price} />
            )}
          </p>
        )}
        {before !== null && (
          <div>
            <Button look="quiet" shortcut="c" aria-pressed={compared} onPress={compare}>
              {t.draftDiff.toggle}
            </Button>
          </div>
        )}
        <Suspense>
          {compared && before !== null && (
            <DraftDiff draft={before} text={reply.text} lang={tongueOf(conversation.understanding)} />
          )}
        </Suspense>
        {translation}
        <Suspense>
          {!readOnly && <SavedReplies conversation={conversation} editor={editor} onText={reply.setText} />}
        </Suspense>
        {reply.text.trim() !== "" && <Findings checked={checked} onSelect={select} />}
      </section>
      <EvidencePanel
        sentences={sentences}
        lang={tongueOf(conversation.understanding)}
        evidence={conversation.evidence}
        draftKind={draft?.kind ?? null}
        pointed={pointed}
        onPoint={setPointed}
        onSelect={select}
      />
    </div>
  );
}

const hiddenThings = (hide: NonNullable<NonNullable<Conversation["draft"]>["hide"]>): string =>
  t.reply.hideFound(hide.found.map((kind, place) => toldWords(hide, `found.${place}`, kind)));

function ReplyHead({ conversation, reply }: { conversation: Conversation; reply: ReplyText }) {
  const { draft } = conversation;
  const answered = lastAnswered(conversation.events);
  const kind = draft?.kind as keyof typeof t.reply.kinds | undefined;
  return (
    <>
      <div className="reply-head">
        <h3>{t.reply.label}</h3>
        {draft && kind && <span className="tag tag-quiet">{t.reply.kinds[kind]}</span>}
        {draft?.private && (
          <span className="tag tag-private" title={t.reply.privateText}>
            <Icon name="lock" size={13} />
            {t.reply.private}
          </span>
        )}
        {reply.isEdited && draft && (
          <span className="reply-edited">
            {t.reply.edited}
            <Button look="quiet" icon="undo" onPress={reply.restore}>
              {reply.newer ? t.reply.useNewer : t.reply.restore}
            </Button>
          </span>
        )}
      </div>
      {reply.newer && (
        <p className="callout" role="status">
          {t.reply.newer}
        </p>
      )}
      {draft?.hide && (
        <p className="callout callout-warn">
          <strong>{t.reply.hide}</strong> <Told of={draft.hide} field="reason" english={draft.hide.reason} />{" "}
          {hiddenThings(draft.hide)}
        </p>
      )}
      {draft?.summary && conversation.comment.text.length > WORTH_A_SUMMARY && (
        <p className="reply-summary">
          <strong>{t.reply.summary}</strong> <span lang={DESK_LANG}>{draft.summary}</span>
        </p>
      )}
      {draft?.reason && (
        <p className="quiet reply-reason">
          <Told of={draft} field="reason" english={draft.reason} />
        </p>
      )}
      {draft?.wording && <p className="quiet reply-reason">{wordedBy(draft.wording)}</p>}
      {!draft && <p className="quiet reply-reason">{whyNoDraft(conversation)}</p>}
      {answered && <p className="callout callout-warn">{inPlainWords(answered, "")}.</p>}
      {conversation.comment.cannot_reply && (
        <p className="callout callout-warn">
          <strong>{t.onPlatform.cannotReply}</strong>{" "}
          <Told of={conversation.comment} field="cannot_reply" english={conversation.comment.cannot_reply} />
        </p>
      )}
    </>
  );
}
