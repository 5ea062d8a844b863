import { h, icon } from "../view/dom";
import { dress } from "./dress";

/** A button that lets the visitor choose files of these types, and the field behind it. */
export function createPicker(types: string[], choose: (chosen: FileList | null) => void): HTMLElement[] {
  const picker = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    accept: types.join(),
    onchange() {
      choose(picker.files);
      picker.value = "";
    },
  });
  const clip = h(
    "button",
    { onclick: () => picker.click() },
    icon("m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 5 5l-8.6 8.4a1.6 1.6 0 0 1-2.3-2.3L15 7.5"),
  );
  return [dress(clip), picker];
}
