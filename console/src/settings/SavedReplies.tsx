import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import { answered, api } from "../api/client";
import { savedQuery } from "../api/saved";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { Empty, Failed, Skeleton } from "../parts/states";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import type { SavedReply } from "../words/saved";
import { useLeaveGuard } from "./useLeaveGuard";

/** Texts that come again and again: to read for everybody, to change for who may approve. */
export default function SavedReplySettings() {
  const mayChange = may(useMe(), "approver");
  const replies = useQuery(savedQuery(null));
  const [open, setOpen] = useState<string | null>(null);
  const items = replies.data?.items ?? [];
  return (
    <section className="settings-parts" aria-labelledby="saved-title">
      <h2 id="saved-title">{t.saved.title}</h2>
      <p className="quiet">{t.saved.text}</p>
      {replies.data && items.length === 0 && open === null && (
        <Empty icon="article" title={t.saved.none[0]} text={t.saved.none[1]} />
      )}
      {replies.error && (
        <Failed title={t.saved.failed} error={replies.error} onRetry={() => void replies.refetch()} />
      )}
      {replies.isLoading && <Skeleton rows={3} label={t.loading} />}
      <ul className="settings-list">
        {items.map((reply) =>
          open === reply.id ? (
            <li key={reply.id}>
              <SavedReplyForm reply={reply} onClose={() => setOpen(null)} />
            </li>
          ) : (
            <SavedReplyItem
              key={reply.id}
              reply={reply}
              onEdit={mayChange ? () => setOpen(reply.id) : null}
            />
          ),
        )}
      </ul>
      {open === "new" && <SavedReplyForm reply={null} onClose={() => setOpen(null)} />}
      {mayChange && replies.data && open !== "new" && (
        <div>
          <Button look="main" icon="add" onPress={() => setOpen("new")}>
            {t.saved.add}
          </Button>
        </div>
      )}
    </section>
  );
}

function SavedReplyItem({ reply, onEdit }: { reply: SavedReply; onEdit: (() => void) | null }) {
  const queries = useQueryClient();
  const pages = useMe().pages;
  const remove = useMutation({
    mutationFn: () =>
      answered(
        api.DELETE("/api/v1/saved-replies/{saved_reply_id}", {
          params: { path: { saved_reply_id: reply.id } },
        }),
      ),
    onSuccess: async () => {
      announce(t.saved.removed(reply.title));
      await queries.invalidateQueries({ queryKey: ["saved-replies"] });
    },
  });
  const page = pages.find((one) => one.id === reply.page_id)?.name ?? reply.page_id;
  return (
    <li className="settings-item">
      <div className="settings-item-head">
        <h3>{reply.title}</h3>
        <kbd className="key">;{reply.shortcut}</kbd>
        <span className="tag tag-quiet">{page ?? t.saved.everyPage}</span>
      </div>
      <p className="saved-text" dir="auto">
        {reply.text}
      </p>
      {onEdit && (
        <div className="form-line">
          <Button icon="edit" aria-label={t.saved.change(reply.title)} onPress={onEdit}>
            {t.saved.edit}
          </Button>
          <Button
            look="quiet"
            icon="remove"
            aria-label={t.saved.removeName(reply.title)}
            isPending={remove.isPending}
            onPress={() => remove.mutate()}
          >
            {t.saved.remove}
          </Button>
        </div>
      )}
      <FormError error={remove.error} />
    </li>
  );
}

function SavedReplyForm({ reply, onClose }: { reply: SavedReply | null; onClose: () => void }) {
  const queries = useQueryClient();
  const pages = useMe().pages;
  const start = {
    title: reply?.title ?? "",
    text: reply?.text ?? "",
    shortcut: reply?.shortcut ?? "",
    page_id: reply?.page_id ?? null,
  };
  const [form, setForm] = useState(start);
  useLeaveGuard(JSON.stringify(form) !== JSON.stringify(start));
  const save = useMutation({
    mutationFn: () =>
      answered(
        reply
          ? api.PUT("/api/v1/saved-replies/{saved_reply_id}", {
              params: { path: { saved_reply_id: reply.id } },
              body: form,
            })
          : api.POST("/api/v1/saved-replies", { body: form }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["saved-replies"] });
      announce(t.saved.stored);
      onClose();
    },
  });
  const change = (part: Partial<typeof form>): void => {
    setForm({ ...form, ...part });
    save.reset();
  };
  return (
    <Form
      className="settings-group form"
      aria-label={reply ? t.saved.change(reply.title) : t.saved.addTitle}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Field
        label={t.saved.name}
        value={form.title}
        onChange={(title) => change({ title })}
        isRequired
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the form was just asked for
        autoFocus
      />
      <Field
        label={t.saved.shortcut}
        hint={t.saved.shortcutHint}
        value={form.shortcut}
        onChange={(shortcut) => change({ shortcut })}
        isRequired
        autoComplete="off"
      />
      <Field
        label={t.saved.body}
        hint={t.saved.bodyHint}
        rows={6}
        value={form.text}
        onChange={(text) => change({ text })}
        isRequired
      />
      <label className="field">
        <span className="field-label">{t.saved.page}</span>
        <select
          value={form.page_id ?? ""}
          onChange={(event) => change({ page_id: event.target.value || null })}
        >
          <option value="">{t.saved.everyPage}</option>
          {pages.map((page) => (
            <option key={page.id} value={page.id}>
              {page.name}
            </option>
          ))}
        </select>
      </label>
      <FormError error={save.error} />
      <div className="form-line">
        <Button look="main" type="submit" isPending={save.isPending}>
          {t.saved.save}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t.saved.cancel}
        </Button>
      </div>
    </Form>
  );
}
