import { createCore, type Core, type Wishes } from "./core";
import { createEmitter } from "./emitter";
import { chooseLanguage } from "./texts/choose";
import type { Chat } from "./types";
import { h, icon, setText } from "./view/dom";
import { createPanel, NARROW, type Panel } from "./view/panel";
import styles from "./view/styles.css?inline";

export const TAG = "sharewell-chat";

declare global {
  interface Window {
    /** The first chat on the page. */
    Sharewell?: SharewellChat;
  }
  interface HTMLElementTagNameMap {
    "sharewell-chat": SharewellChat;
  }
}

/** `<sharewell-chat page="…" desk="https://…">`: a launcher in the corner, and the chat that it opens. */
export class SharewellChat extends HTMLElement implements Chat {
  static readonly observedAttributes = ["launcher", "theme"];
  /** Where the desk is when the element doesn't say: where the script came from. */
  static desk = location.origin;

  declare readonly open: Chat["open"];
  declare readonly close: Chat["close"];
  declare readonly send: Chat["send"];
  declare readonly on: Chat["on"];
  declare readonly setContext: Chat["setContext"];
  declare readonly identify: Chat["identify"];
  declare readonly setTexts: Chat["setTexts"];
  declare readonly hideLauncher: Chat["hideLauncher"];
  declare readonly showLauncher: Chat["showLauncher"];
  declare readonly life: Life;

  constructor() {
    super();
    const { chat, life } = bringToLife(this);
    Object.assign(this, chat, { life });
  }

  connectedCallback(): void {
    this.life.connect();
  }

  disconnectedCallback(): void {
    this.life.disconnect();
  }

  attributeChangedCallback(): void {
    this.life.paint();
  }
}

interface Life {
  connect: () => void;
  disconnect: () => void;
  paint: () => void;
}

function bringToLife(host: SharewellChat): { chat: Chat; life: Life } {
  const wishes: Wishes = { ...createEmitter(), context: {}, texts: {} };
  const { on, emit } = wishes;
  const badge = h("span", { className: "badge" });
  const launcher = h(
    "button",
    { className: "launcher" },
    icon("M20.5 11.5a8 8 0 0 1-11.6 7.2L4 20l1.3-4.4a8 8 0 1 1 15.2-4.1Z"),
    badge,
  );
  const slot = h("slot", { name: "launcher", onclick: open }, launcher);
  const spoken = h("div", { className: "hidden", role: "status" });
  const place = h("div", { className: "place" }, slot, spoken);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  let core: Core | undefined;
  let panel: Panel | undefined;
  let painting = false;
  let before: Element | null = null;

  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  root.append(place);

  function open(): void {
    if (!core) {
      host.setAttribute("open", "");
      return;
    }
    if (!core.shown.open) before = document.activeElement;
    core.open();
    draw(true);
    panel?.focus();
  }

  /** Focus goes back to where it came from. */
  function leave(): void {
    const inside = root.activeElement;
    draw();
    if (!inside) return;
    const back =
      before instanceof HTMLElement && before !== document.body && before !== host ? before : launcher;
    back.focus();
  }

  /** Several changes of one moment are drawn once. */
  function paint(): void {
    if (painting) return;
    painting = true;
    queueMicrotask(() => {
      painting = false;
      draw();
    });
  }

  function draw(asked = false): void {
    if (!core) return;
    const { shown } = core;
    const unread = core.unread();
    const theme = host.getAttribute("theme");
    place.classList.toggle("dark", theme ? theme === "dark" : dark.matches);
    launcher.ariaLabel = unread ? `${shown.texts.open} (${unread})` : shown.texts.open;
    setText(badge, String(unread));
    badge.hidden = !unread;
    slot.hidden = shown.barred || shown.open || host.getAttribute("launcher") === "hidden";
    if (!shown.open) return panel?.element.close();
    if (!panel) place.prepend((panel = createPanel(core)).element);
    panel.paint();
    if (!panel.element.open) panel.appear(asked);
  }

  on("close", leave);
  return {
    chat: {
      on,
      open,
      close: () => core?.close(),
      send: (text) => core?.send(text),
      setContext: (context) => Object.assign(wishes.context, context),
      identify(identity) {
        wishes.identity = identity ?? undefined;
        core?.identify(wishes.identity);
      },
      setTexts(texts) {
        Object.assign(wishes.texts, texts);
        if (core) Object.assign(core.shown.texts, texts);
        paint();
      },
      hideLauncher: () => host.setAttribute("launcher", "hidden"),
      showLauncher: () => host.removeAttribute("launcher"),
    },
    life: {
      connect() {
        const { lang } = document.documentElement;
        const site = {
          origin: new URL(host.getAttribute("desk") ?? SharewellChat.desk, location.href).origin,
          page: host.getAttribute("page") ?? "",
          language: chooseLanguage(host.lang, lang, navigator.language),
        };
        core = createCore(site, wishes, {
          paint,
          announce: (words) => setText(spoken, words),
          raise: open,
        });
        dark.onchange = paint;
        place.style.setProperty("--nth", String([...document.querySelectorAll(TAG)].indexOf(host)));
        // A chat that was open stays open on the next page, but doesn't cover a small screen unasked.
        if (host.hasAttribute("open") || (core.kept.read().open && !matchMedia(NARROW).matches)) core.open();
        paint();
        if (!window.Sharewell?.isConnected) window.Sharewell = host;
        emit("ready", undefined);
        host.dispatchEvent(new Event("sharewell:ready", { bubbles: true }));
      },
      disconnect() {
        core?.stop();
        panel?.element.remove();
        core = panel = undefined;
      },
      paint,
    },
  };
}

export function define(): void {
  if (!customElements.get(TAG)) customElements.define(TAG, SharewellChat);
}
