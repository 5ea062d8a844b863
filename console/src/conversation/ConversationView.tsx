import { Suspense, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

import type { Conversation } from "../api/types";
import { later } from "../app/later";
import { notify, settle } from "../decisions/notices";
import { choosePrivately, forgetPrivately, privately } from "../decisions/privately";
import { forgetSent } from "../decisions/typed";
import { useDecide } from "../decisions/useDecide";
import { useKeys } from "../keys/useKeys";
import { announce } from "../live/announce";
import { useStore } from "../parts/store";
import type { PlaceState } from "../queue/usePlace";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { togetherOf } from "../words/together";
import { firstUnfilled, unfilled } from "../words/saved";
import { tongueOf } from "../words/tongue";
import { Actions } from "./Actions";
import { FirstApproval } from "./FirstApproval";
import { Header } from "./Header";
import { History } from "./History";
import { Lock } from "./Lock";
import { Outcome } from "./Outcome";
import { Reply } from "./Reply";
import { Thread } from "./Thread";
import { Understood } from "./Understood";
import { Unsent } from "./Unsent";
import { useFindings } from "./useFindings";
import { useReplyText } from "./useReplyText";
import { useTogether } from "./useTogether";
import { useTranslation } from "./useTranslation";

const DismissDialog = later(() => import("./DismissDialog"));
const HintDialog = later(() => import("./HintDialog"));
const RelabelDialog = later(() => import("./RelabelDialog"));
const UnsupportedDialog = later(() => import("./UnsupportedDialog"));
const Standing = later(() => import("./Standing"));
const Colleagues = later(() => import("./Colleagues"));
const TogetherDialogs = later(() => import("./TogetherDialogs"));
const TranslationBar = later(() => import("./TranslationBar"));
const ReplyTranslation = later(() => import("./ReplyTranslation"));

const OPEN_STATES = new Set(["received", "drafting", "waiting"]);

/** What was asked for by a key while the conversation was still on its way. */
export type Early = "dismiss" | "relabel" | "edit";

interface ConversationViewProps {
  conversation: Conversation;
  early: Early | null;
}

/** The conversation pane: what was said, what the bot made of it, the reply, and the decision. */
export function ConversationView({ conversation, early }: ConversationViewProps) {
  const { comment } = conversation;
  const me = useMe();
  const decide = useDecide();
  const reply = useReplyText(conversation);
  const heading = useFocusOnArrival();
  const editor = useRef<HTMLTextAreaElement>(null);
  const [asking, setAsking] = useState<"dismiss" | "relabel" | "unsupported" | "hint" | null>(
    early === "edit" ? null : early,
  );
  const chosen = useStore(privately)[comment.id];
  const takesPrivate = conversation.platform?.private ?? false;
  const toAuthor = takesPrivate && (chosen ?? conversation.first_approval?.private ?? false);
  const checked = useFindings(reply.text, conversation, toAuthor);
  const together = useTogether(conversation, editor);
  const [hinted, setHinted] = useState(false);
  const [seen, setSeen] = useState(comment.text);

  const isOpen = OPEN_STATES.has(comment.state) && comment.deleted_at === null;
  const changed = isOpen && seen !== comment.text;
  const isEmpty = reply.text.trim() === "";
  const mayApprove = may(me, "approver", comment.page_id);
  const mayDraft = may(me, "drafter", comment.page_id);

  const replyText = isOpen ? reply.text : (conversation.reply?.text ?? "");
  const translation = useTranslation(conversation, replyText);
  const replyTranslation = translation.isOn && replyText.trim() !== "" && (
    <Suspense>
      <ReplyTranslation reply={translation.reply} />
    </Suspense>
  );

  useEffect(() => {
    if (comment.state !== "sent") return;
    forgetSent(comment.id, conversation.reply?.text ?? null);
    forgetPrivately(comment.id);
  }, [comment.id, comment.state, conversation.reply]);

  const second = togetherOf(conversation, reply.text, toAuthor);
  const canPropose = !isEmpty && reply.text.trim() !== conversation.proposal?.text;
  const propose = (): void => {
    if (canPropose) decide.propose(conversation, reply.text);
  };
  const approve = (): void => {
    if (isOpen && mayDraft && !mayApprove) propose();
    if (!isOpen || !mayApprove || reply.isTooLong) return;
    if (comment.cannot_reply) {
      announce(`${t.onPlatform.cannotReply} ${comment.cannot_reply}`);
      return;
    }
    if (together.locked) {
      together.ask("take-over");
      return;
    }
    if (second === "mine") {
      announce(t.approval.yours);
      return;
    }
    if (changed) {
      notify({
        title: t.refused.other(comment.author ?? t.someone),
        text: t.refused.notYet,
        comment: comment.id,
        again: null,
      });
      return;
    }
    if (isEmpty) {
      setHinted(true);
      announce(t.actions.emptyReply);
      enter(editor.current);
      return;
    }
    const left = unfilled(reply.text);
    if (left.length > 0) {
      notify({
        title: t.saved.unfilledTitle,
        text: t.saved.unfilled(left),
        comment: comment.id,
        again: null,
      });
      const gap = firstUnfilled(reply.text);
      editor.current?.focus();
      if (gap) editor.current?.setSelectionRange(gap.start, gap.end);
      return;
    }
    if (checked.unsupported.length > 0) setAsking("unsupported");
    else decide.approve(conversation, reply.text, false, toAuthor);
  };
  const redraft = (): void => {
    if (comment.state === "waiting" && mayDraft) decide.redraft(conversation, null);
  };
  const undo = (): void => {
    const isFirst = isOpen && conversation.first_approval?.mine;
    if ((comment.state === "approved" || comment.state === "dismissed" || isFirst) && mayApprove) {
      decide.undo(comment.id, comment.version);
    }
  };
  useKeys({
    a: approve,
    d: () => isOpen && mayApprove && setAsking("dismiss"),
    l: () => mayDraft && setAsking("relabel"),
    r: redraft,
    t: () => comment.state === "waiting" && mayDraft && setAsking("hint"),
    z: undo,
    e: () => enter(editor.current),
    ...(translation.isAvailable && { i: translation.toggle }),
  });
  useEffect(() => {
    if (early === "edit") enter(editor.current);
  }, [early]);

  return (
    <section className="conversation" aria-labelledby="conversation-title">
      <Header conversation={conversation} headingRef={heading} />
      <Suspense fallback={<div className="standing-place" />}>
        <Standing conversation={conversation} together={together} />
      </Suspense>
      <div className="conversation-scroll">
        <div className="conversation-body">
          {changed && (
            <Changed
              lang={tongueOf(conversation.understanding)}
              before={seen}
              onSeen={() => {
                setSeen(comment.text);
                settle(comment.id);
              }}
            />
          )}
          {comment.deleted_at && (
            <p className="callout" role="status">
              {t.conversation.deleted}
            </p>
          )}
          <Thread conversation={conversation} translationOf={translation.of} />
          <Suspense>{translation.isAvailable && <TranslationBar translation={translation} />}</Suspense>
          <Understood conversation={conversation} onRelabel={mayDraft ? () => setAsking("relabel") : null} />
          <Lock together={together} />
          {!isOpen && <Unsent conversation={conversation} />}
          {isOpen && conversation.first_approval && (
            <FirstApproval
              first={conversation.first_approval}
              together={second}
              mayDecide={mayApprove}
              onTakeBack={undo}
              onUse={() => {
                forgetPrivately(comment.id);
                reply.restore();
              }}
            />
          )}
          {isOpen ? (
            <Reply
              key={reply.generation}
              conversation={conversation}
              reply={reply}
              checked={checked}
              editor={editor}
              readOnly={!mayDraft || together.locked !== null}
              translation={replyTranslation}
              onApprove={approve}
            />
          ) : (
            <>
              <Outcome conversation={conversation} decide={decide} mayDecide={mayApprove} />
              {replyTranslation}
            </>
          )}
          <Suspense>
            <Colleagues conversation={conversation} mayWrite={mayDraft} />
          </Suspense>
          <History events={conversation.events} />
        </div>
      </div>
      {isOpen && (
        <Actions
          mayApprove={mayApprove}
          mayDraft={mayDraft}
          canApprove={!isEmpty && !reply.isTooLong && !changed && !comment.cannot_reply}
          canRedraft={comment.state === "waiting"}
          hint={comment.cannot_reply ?? (hinted && isEmpty ? t.actions.emptyReply : null)}
          privately={takesPrivate ? toAuthor : null}
          onPrivately={(wanted) => choosePrivately(comment.id, wanted)}
          together={second}
          canPropose={canPropose}
          onPropose={propose}
          onApprove={approve}
          onDismiss={() => setAsking("dismiss")}
          onRedraft={redraft}
          onHint={() => setAsking("hint")}
        />
      )}
      <Suspense>
        {together.asking && <TogetherDialogs conversation={conversation} together={together} />}
        {asking === "dismiss" && isOpen && mayApprove && (
          <DismissDialog
            author={comment.author ?? t.someone}
            onClose={() => setAsking(null)}
            onDismiss={(reason, note) => {
              setAsking(null);
              decide.dismiss(conversation, reason, note);
            }}
          />
        )}
        {asking === "unsupported" && isOpen && mayApprove && (
          <UnsupportedDialog
            sentences={checked.unsupported}
            lang={tongueOf(conversation.understanding)}
            onClose={() => setAsking(null)}
            onApprove={() => {
              setAsking(null);
              decide.approve(conversation, reply.text, true, toAuthor);
            }}
          />
        )}
        {asking === "hint" && comment.state === "waiting" && mayDraft && (
          <HintDialog
            onClose={() => setAsking(null)}
            onAsk={(hint) => {
              setAsking(null);
              decide.redraft(conversation, hint);
            }}
          />
        )}
        {asking === "relabel" && mayDraft && (
          <RelabelDialog
            now={comment.intent ?? conversation.understanding?.intent ?? null}
            onClose={() => setAsking(null)}
            onRelabel={(intent) => {
              setAsking(null);
              decide.relabel(conversation, intent);
            }}
          />
        )}
      </Suspense>
    </section>
  );
}

function enter(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

/** After a key or a decision the reader is here, at the conversation that came up; a click leaves the focus alone. */
function useFocusOnArrival() {
  const heading = useRef<HTMLHeadingElement>(null);
  const { state } = useLocation() as { state: PlaceState | null };
  const wanted = useRef(state?.focus ?? true);
  useEffect(() => {
    if (wanted.current) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

function Changed({ before, lang, onSeen }: { before: string; lang: string; onSeen: () => void }) {
  return (
    <div className="callout callout-warn" role="alert">
      <strong>{t.conversation.changedTitle}</strong>
      <p>{t.conversation.changedText}</p>
      <p className="callout-before">
        {t.conversation.changedBefore} <del lang={lang}>{before}</del>
      </p>
      <button className="button button-plain" type="button" onClick={onSeen}>
        {t.conversation.changedSeen}
      </button>
    </div>
  );
}
