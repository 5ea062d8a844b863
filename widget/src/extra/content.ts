import type { Core } from "../core";
import { moment } from "./moment";
import { moreEnglish } from "../texts/more";
import type { Message, SentFile } from "../types";
import { h } from "../view/dom";
import { dress } from "./dress";
import { link } from "./links";
import { renderMarkdown } from "./markdown";

/** A message as nodes: the page's Markdown, the visitor's text as it is, pictures, and links to other files. */
export function createContent(core: Core, text: string, files: SentFile[], ours: boolean): (Node | string)[] {
  return [ours ? renderMarkdown(text) : text, ...files.map((file) => shownFile(core, file))];
}

function shownFile(core: Core, file: SentFile): HTMLElement {
  if (!file.url) return h("div", {}, file.name);
  const address = new URL(file.url, core.origin).href;
  if (!file.type.startsWith("image/")) return link(address, file.name);
  const image = h("img", { alt: file.name, loading: "lazy", src: address });
  // A page's policy may forbid pictures from elsewhere: the name stays, as a link.
  image.onerror = () => image.replaceWith(file.name);
  return dress(link(address, image));
}

/** When it was said: the time of day, and the day where it isn't today. */
export function timeOf({ at }: Message, language: string): string {
  return moment(at, language, { day: "numeric", month: "short" });
}

/** Whether a reply helped. */
export function createRating(core: Core, message: Message): HTMLElement {
  const texts = { ...moreEnglish, ...core.shown.texts };
  const answer = (words: string, helped: boolean): HTMLElement =>
    h(
      "button",
      {
        className: "small",
        "aria-pressed": message.rating === helped,
        onclick() {
          message.rating = helped;
          core.outbox.add("ratings", { message: message.id, helped });
        },
      },
      words,
    );
  return dress(
    h(
      "div",
      { className: "row", role: "group", "aria-label": texts.helped },
      h("small", {}, texts.helped),
      answer(texts.yes, true),
      answer(texts.no, false),
    ),
  );
}

/** What can be done about a message that was refused. */
export function createSecondChance({ shown, outbox }: Core, id: string): HTMLElement[] {
  const texts = { ...moreEnglish, ...shown.texts };
  return [
    dress(h("button", { className: "small", onclick: () => outbox.retry(id) }, texts.retry)),
    h("button", { className: "small", onclick: () => outbox.discard(id) }, texts.discard),
  ];
}
