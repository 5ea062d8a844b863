import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";

import { answered, api } from "../api/client";
import { messageOf } from "../api/errors";
import { conversationKey } from "../api/queries";
import type { Conversation } from "../api/types";
import { confirmed } from "../decisions/outcome";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { lastModerated, type What } from "./onPlatform";

/** What can be done to the comment on its platform beside answering it, each after a question. */
export function Moderation({ conversation }: { conversation: Conversation }) {
  const { comment, platform } = conversation;
  const [asking, setAsking] = useState<What | null>(null);
  const mayModerate = may(useMe(), "approver", comment.page_id);
  const last = lastModerated(conversation.events);
  const now: Readonly<Partial<Record<What, string>>> = t.moderation.now;
  if (!platform || platform.moderation.length === 0 || comment.deleted_at) return null;
  return (
    <>
      {last && now[last] && <span className="tag tag-quiet">{now[last]}</span>}
      {mayModerate && (
        <MenuTrigger>
          <AriaButton className="button button-quiet">
            <span className="button-words">{t.moderation.open(platform.name)}</span>
            <Icon name="next" />
          </AriaButton>
          <Popover className="popover" placement="bottom start">
            <Menu
              className="menu"
              aria-label={t.moderation.open(platform.name)}
              onAction={(key) => setAsking(key as What)}
            >
              {platform.moderation.map((what) => (
                <MenuItem key={what} id={what} className="menu-item" textValue={t.moderation.what[what]}>
                  {t.moderation.what[what]}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {asking && (
        <ModerationDialog
          comment={comment.id}
          platform={platform.name}
          what={asking}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

interface ModerationDialogProps {
  comment: string;
  platform: string;
  what: What;
  onClose: () => void;
}

function ModerationDialog({ comment, platform, what, onClose }: ModerationDialogProps) {
  const queries = useQueryClient();
  const moderate = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/comments/{comment_id}/moderate", {
          params: { path: { comment_id: comment } },
          body: { what },
        }),
      ),
    onSuccess: (after) => {
      confirmed(queries, after);
      announce(t.moderation.done[what]);
      onClose();
    },
    // It may have been done all the same; the history knows.
    onError: () => queries.invalidateQueries({ queryKey: conversationKey(comment) }),
  });
  return (
    <Dialog title={t.moderation.title[what](platform)} isOpen onClose={onClose}>
      <div className="dialog-body form">
        <p>{t.moderation.text[what]}</p>
        <p className="quiet">{t.moderation.stays}</p>
        {moderate.error && (
          <div className="form-error" role="alert">
            <strong>{t.moderation.failed(platform)}.</strong> {messageOf(moderate.error)}
          </div>
        )}
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button look="main" isPending={moderate.isPending} onPress={() => moderate.mutate()}>
            {t.moderation.what[what]}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
