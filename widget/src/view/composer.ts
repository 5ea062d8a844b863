import { LONGEST, type Core } from "../core";
import type { SentFile } from "../types";
import { h, icon } from "./dom";
import type { Words } from "./words";

type Chosen = Iterable<File> | null | undefined;

export interface Composer {
  element: HTMLFormElement;
  field: HTMLTextAreaElement;
  paint: () => void;
}

/** Where the visitor writes; Enter sends, with Shift it is a new line. */
export function createComposer(core: Core, { bind }: Words): Composer {
  const files: SentFile[] = [];
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
  const picker = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    onchange() {
      attach(picker.files);
      picker.value = "";
    },
  });
  const clip = h(
    "button",
    { onclick: () => picker.click() },
    icon("m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 5 5l-8.6 8.4a1.6 1.6 0 0 1-2.3-2.3L15 7.5"),
  );
  const submit = h("button", { className: "main send", type: "submit" }, icon("M5 12h14m-6-6 6 6-6 6"));
  const chips = h("div", { className: "row" });
  const element = h("form", { className: "composer", onsubmit: send }, chips, clip, field, submit, picker);
  bind(field, "write", "placeholder");
  bind(field, "write", "aria-label");
  bind(clip, "attach", "aria-label");
  bind(submit, "send", "aria-label");

  function send(event: Event): void {
    event.preventDefault();
    core.send(field.value, files.splice(0));
    field.value = "";
    chips.replaceChildren();
    field.focus();
  }

  function attach(chosen: Chosen): void {
    const list = [...(chosen ?? [])];
    if (list.length) core.extra((extra) => void extra.attach(core, list, files, chips));
  }

  return {
    element,
    field,
    paint() {
      picker.accept = core.shown.info?.files.types.join() ?? "";
      clip.hidden = !picker.accept;
    },
  };
}
