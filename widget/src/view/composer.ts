import { LONGEST, type Core } from "../core";
import type { SentFile } from "../types";
import { h, icon } from "./dom";
import type { Words } from "./words";

/** The files that go out with the next message. */
export interface Tray {
  files: SentFile[];
  /** One for each, and for those that are still under way: these are `aria-busy`. */
  chips: HTMLElement;
  /** How many messages have gone out. */
  sends: number;
}

export interface Composer {
  element: HTMLFormElement;
  field: HTMLTextAreaElement;
  attach: (chosen: Iterable<File> | null | undefined) => void;
  paint: () => void;
}

/** Where the visitor writes; Enter sends, with Shift it is a new line. */
export function createComposer(core: Core, { bind }: Words): Composer {
  const chips = h("div", { className: "row", "aria-live": "polite" });
  let clip: HTMLElement | undefined;
  const tray: Tray = { files: [], chips, sends: 0 };
  const field = h("textarea", {
    rows: 1,
    maxLength: LONGEST,
    dir: "auto",
    oninput: core.typing,
    onkeydown(event: KeyboardEvent) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
    },
    onpaste: (event: ClipboardEvent) => attach(event.clipboardData?.files),
  });
  const submit = h("button", { className: "main send", type: "submit" }, icon("M5 12h14m-6-6 6 6-6 6"));
  const element = h("form", { className: "composer", onsubmit: send }, chips, field, submit);
  bind(field, "write", "placeholder");
  bind(field, "write", "aria-label");
  bind(submit, "send", "aria-label");

  function send(event: Event): void {
    event.preventDefault();
    core.send(field.value, tray.files.splice(0));
    tray.sends++;
    field.value = "";
    chips.querySelectorAll("[aria-busy=false]").forEach((chip) => chip.remove());
    field.focus();
  }

  function attach(chosen: Iterable<File> | null | undefined): void {
    const list = [...(chosen ?? [])];
    if (list.length) core.extra((extra) => void extra.attach(core, list, tray));
  }

  return {
    element,
    field,
    attach,
    paint() {
      const { more, info } = core.shown;
      if (clip || !more || !info?.files.types.length) return;
      const picker = more.createPicker(info.files.types, attach);
      [clip] = picker;
      if (clip) bind(clip, "attach", "aria-label");
      field.before(...picker);
    },
  };
}
