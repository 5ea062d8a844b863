import type { RefObject } from "react";

import type { Conversation, Finding, Unsupported } from "../api/types";
import { MarkedText } from "../parts/MarkedText";
import { t } from "../texts";
import { inDigits } from "../words/dates";
import { tongueOf } from "../words/tongue";
import type { Placed } from "../words/sentences";
import type { Span } from "../words/spans";
import type { ReplyText } from "./useReplyText";

interface EditorProps {
  conversation: Conversation;
  reply: ReplyText;
  findings: readonly Finding[];
  unsupported: readonly Unsupported[];
  sentences: readonly Placed[];
  /** The evidence id that is pointed at; its sentences are marked. */
  pointed: string | null;
  editor: RefObject<HTMLTextAreaElement | null>;
  readOnly: boolean;
  onApprove: () => void;
}

type Mark = Span & { look: "finding" | "unsupported" | "pointed" };

/**
 * A text field over a copy of its text: the copy carries the marks and gives the field its height, the field
 * is what is typed in. Both must break lines alike, so they share their type and padding in editor.css.
 */
export function Editor({
  conversation,
  reply,
  findings,
  unsupported,
  sentences,
  pointed,
  editor,
  readOnly,
  onApprove,
}: EditorProps) {
  const { comment, limit } = conversation;
  const marks: Mark[] = [
    ...findings.map(({ start, end }) => ({ start, end, look: "finding" as const })),
    ...unsupported.map(({ start, end }) => ({ start, end, look: "unsupported" as const })),
    ...sentences
      .filter(
        (sentence) => pointed !== null && (sentence.evidence === pointed || keyOf(sentence) === pointed),
      )
      .map(({ start, end }) => ({ start, end, look: "pointed" as const })),
  ];
  const grade = reply.isEdited ? null : (conversation.draft?.reading_grade ?? null);
  const channel = t.channels[comment.channel as keyof typeof t.channels];
  return (
    <div className="editor" data-too-long={reply.isTooLong || undefined}>
      <div className="editor-field">
        <div className="editor-copy" aria-hidden="true">
          <MarkedText
            text={reply.text}
            spans={marks}
            mark={(words, covered) => (
              <mark className={[...new Set(covered.map((span) => `mark-${span.look}`))].join(" ")}>
                {words}
              </mark>
            )}
          />
          {/* A line break at the end has no height without something after it. */}
          {"\u200b"}
        </div>
        <textarea
          ref={editor}
          className="editor-text"
          lang={tongueOf(conversation.understanding)}
          value={reply.text}
          readOnly={readOnly}
          placeholder={t.reply.placeholder}
          aria-label={t.reply.label}
          aria-describedby="reply-count"
          aria-invalid={reply.isTooLong}
          aria-keyshortcuts="e Control+Enter"
          spellCheck
          dir="auto"
          onChange={(event) => reply.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onApprove();
            } else if (event.key === "Escape") {
              event.currentTarget.blur();
              document.getElementById("conversation-title")?.focus({ preventScroll: true });
            }
          }}
        />
      </div>
      <p className="editor-count" id="reply-count">
        {reply.isTooLong && (
          <strong role="alert">{t.reply.tooLong(inDigits(reply.length - limit.limit), channel)}</strong>
        )}
        {grade !== null && <span title={t.reply.gradeLabel}>{t.reply.grade(grade)}</span>}
        <span title={t.reply.countLabel}>{t.reply.count(inDigits(reply.length), inDigits(limit.limit))}</span>
      </p>
    </div>
  );
}

/** A sentence without evidence is pointed at by itself. */
export function keyOf(sentence: Placed): string {
  return sentence.evidence ?? `at ${sentence.start}`;
}
