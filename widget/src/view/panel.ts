import type { Core } from "../core";
import { createComposer } from "./composer";
import { h, icon, setText } from "./dom";
import { createMessages } from "./messages";
import { createWords } from "./words";

export const NARROW = "(max-width: 480px)";

export interface Panel {
  element: HTMLDialogElement;
  paint: () => void;
  /** Focus moves in only where the visitor asked for the chat. */
  appear: (asked: boolean) => void;
  focus: () => void;
}

/** The open chat: a dialog that covers the whole of a narrow screen, and a corner of a wide one. */
export function createPanel(core: Core): Panel {
  const { shown, kept } = core;
  const words = createWords();
  const { bind } = words;
  const composer = createComposer(core, words);
  const title = h("h2", { id: "title" });
  const subtitle = h("p");
  const more = h("button", { onclick: toggle }, icon("M4 7h16M4 12h16M4 17h16"));
  const close = h("button", { onclick: core.close }, icon("M6 6l12 12M18 6 6 18"));
  const list = h("div", { className: "list" });
  const dots = bind(h("small"), "typing");
  const mail = bind(h("button", { className: "small", onclick: toggle }), "emailWhy");
  const log = h(
    "div",
    { className: "log", role: "log", "aria-live": "off", tabIndex: 0 },
    bind(h("div", { className: "bubble" }), "welcome"),
    list,
    dots,
    mail,
  );
  const status = h("p", { className: "status" });
  const element = h(
    "dialog",
    { "aria-labelledby": "title", onkeydown, oncancel: escape, ondragover: drop, ondrop: drop },
    h("header", { role: "none" }, h("div", {}, title, subtitle), more, close),
    log,
    status,
    composer.element,
  );
  const paintMessages = createMessages(core, list);
  /** The options, or what the page asks beforehand: shown instead of the conversation. */
  let instead: HTMLElement | false = false;
  let introduced = false;
  let asking = false;
  bind(more, "options", "aria-label");
  bind(close, "close", "aria-label");
  bind(log, "log", "aria-label");

  function show(next: HTMLElement | false): void {
    if (instead) instead.remove();
    instead = next;
    if (next) log.before(next);
    paint();
    focus();
  }

  function toggle(): void {
    if (instead) show(false);
    else core.extra(({ createOptions }) => show(createOptions(core, () => show(false))));
  }

  /** Once, before the first message, where the page asks for something. */
  function introduce(): void {
    const { info, more } = shown;
    if (introduced || !info || !more) return;
    introduced = true;
    const form = more.createIntroduction(core, info, () => show((asking = false)));
    asking = Boolean(form);
    if (form) show(form);
  }

  function onkeydown(event: KeyboardEvent): void {
    // The page's own shortcuts are not for what is written here.
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) escape(event);
  }

  /** Without this the browser would leave the page for the file. */
  function drop(event: DragEvent): void {
    const dragged = event.dataTransfer;
    if (!dragged?.types.includes("Files")) return;
    event.preventDefault();
    composer.attach(dragged.files);
  }

  function escape(event: Event): void {
    event.preventDefault();
    if (instead && !asking) show(false);
    else core.close();
  }

  function focus(): void {
    const field = instead && instead.querySelector("input");
    (field || composer.field).focus();
    log.scrollTop = log.scrollHeight;
  }

  function appear(asked: boolean): void {
    // Modal only where it covers the whole screen: the page stays in reach beside it otherwise.
    if (asked && matchMedia(NARROW).matches) element.showModal();
    else element.open = true;
    if (asked) focus();
  }

  function paint(): void {
    const { texts, info, language, heard, notice, reach } = shown;
    const { email } = kept.read();
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 100;
    element.lang = language;
    element.dir = language === "ar" ? "rtl" : "ltr";
    composer.paint();
    words.paint(texts);
    setText(title, info?.page.name ?? "Chat");
    setText(subtitle, shown.more?.replyTime(shown) ?? texts.person);
    setText(status, reach ? notice : texts.offline);
    status.hidden = !status.textContent;
    dots.hidden = !heard.typing;
    mail.hidden = Boolean(email) || !heard.messages.length;
    more.hidden = asking;
    more.ariaExpanded = String(Boolean(instead));
    log.hidden = composer.element.hidden = Boolean(instead);
    introduce();
    paintMessages();
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  return { element, paint, appear, focus };
}
