import type { Core } from "../core";
import type { Waiting } from "../storage";
import type { Message, SentFile } from "../types";
import { h } from "./dom";

/** The conversation's messages, each built anew only when it has changed. */
export function createMessages(core: Core, list: HTMLElement): () => void {
  const built = new Map<string, { looks: string; element: HTMLElement }>();
  let focus: HTMLElement | null = null;
  const { shown } = core;

  /** `status` is what stands below the visitor's last message. */
  function said(message: Message, status: string, latest: boolean): HTMLElement {
    const { texts, language } = shown;
    const ours = message.from === "page";
    const author = ours ? (message.author ?? shown.info?.page.name ?? "") : texts.you;
    const time = shown.more?.timeOf(message, language);
    const element = h(
      "div",
      { className: `message ${message.from}` },
      h("small", { className: ours ? "" : "hidden" }, time ? `${author} · ${time}` : author),
      bubble(message.text, message.files, ours),
    );
    if (status) element.append(h("small", {}, status));
    if (ours && (latest || message.rating !== null))
      element.append(shown.more?.createRating(core, message) ?? "");
    return element;
  }

  /** Plain until the second file is there. */
  function bubble(text: string, files: SentFile[], ours: boolean): HTMLElement {
    const rich = shown.more?.createContent(core, text, files, ours);
    const plain = [text, ...files.map(({ name }) => h("div", {}, name))];
    return h("div", { className: "bubble", dir: "auto" }, ...(rich ?? plain));
  }

  function waits({ id, body, refused }: Waiting): HTMLElement {
    const { texts } = shown;
    const { text, files } = body as { text: string; files: SentFile[] };
    const element = h("div", { className: "message visitor" }, bubble(text, files, false));
    if (refused === undefined) element.append(h("small", {}, texts.waiting));
    else
      element.append(
        h(
          "div",
          { className: "row" },
          h("small", { className: "bad" }, `${texts.failed}: ${refused}`),
          ...(shown.more?.createSecondChance(core, id) ?? []),
        ),
      );
    return element;
  }

  return () => {
    const { messages, readUpTo } = shown.heard;
    const { texts, language } = shown;
    const rich = Boolean(shown.more);
    const stored = new Set(messages.map((message) => message.client_id));
    const own = messages.findLast((message) => message.from === "visitor");
    const reply = messages.findLast((message) => message.from === "page");
    const wanted: [string, string, () => HTMLElement][] = messages.map((message) => {
      const status = message !== own ? "" : Number(message.cursor) <= readUpTo ? texts.read : texts.sent;
      const latest = message === reply;
      const looks = JSON.stringify([
        message,
        status,
        latest,
        language,
        texts.sent,
        shown.info?.page.name,
        rich,
      ]);
      return [message.client_id ?? message.id, looks, () => said(message, status, latest)];
    });
    for (const waiting of core.kept.read().outbox) {
      if (waiting.path !== "messages" || stored.has(waiting.id)) continue;
      wanted.push([waiting.id, `${waiting.refused ?? ""} ${texts.waiting} ${rich}`, () => waits(waiting)]);
    }
    place(wanted);
  };

  function place(wanted: [string, string, () => HTMLElement][]): void {
    const { activeElement } = list.getRootNode() as ShadowRoot;
    wanted.forEach(([key, looks, make], index) => {
      let known = built.get(key);
      if (known?.looks !== looks) {
        const element = make();
        if (known?.element.contains(activeElement)) focus = element;
        known?.element.replaceWith(element);
        built.set(key, (known = { looks, element }));
      }
      const there = list.children[index];
      if (there !== known.element) list.insertBefore(known.element, there ?? null);
    });
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, { element }] of built) {
      if (keys.has(key)) continue;
      element.remove();
      built.delete(key);
    }
    focus?.querySelector<HTMLElement>("[aria-pressed=true],button")?.focus();
    focus = null;
  }
}
