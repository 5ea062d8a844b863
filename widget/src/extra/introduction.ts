import type { Core } from "../core";
import type { PageInfo } from "../types";
import { moreEnglish } from "../texts/more";
import { h } from "../view/dom";
import { dress } from "./dress";

/** What a page asks of new visitors before the chat begins; nothing where it doesn't. */
export function createIntroduction(
  core: Core,
  { before_chat: asked }: PageInfo,
  done: () => void,
): HTMLElement | undefined {
  const texts = { ...moreEnglish, ...core.shown.texts };
  const { token, name, email } = core.kept.read();
  if (token || (asked.name === "no" && asked.email === "no")) return undefined;

  const question = (about: "name" | "email", value: string | undefined): HTMLInputElement | undefined => {
    if (asked[about] === "no") return undefined;
    return h("input", {
      type: about === "email" ? "email" : "text",
      autocomplete: about,
      maxLength: 200,
      required: asked[about] === "need",
      value: value ?? "",
    });
  };
  const labelled = (about: "name" | "email", field: HTMLInputElement | undefined): HTMLElement[] =>
    field ? [h("label", {}, field.required ? texts[about] : `${texts[about]} ${texts.optional}`, field)] : [];

  const nameField = question("name", name);
  const emailField = question("email", email);
  return dress(
    h(
      "form",
      {
        className: "log options",
        onsubmit(event: Event) {
          event.preventDefault();
          introduce(core, nameField?.value ?? "", emailField?.value ?? "");
          done();
        },
      },
      ...labelled("name", nameField),
      ...labelled("email", emailField),
      h("button", { className: "main", type: "submit" }, texts.start),
    ),
  );
}

/** What the visitor has said about themselves; what was refused for want of it is sent again. */
export function introduce({ kept, outbox }: Core, name: string, email: string): void {
  const { token, ...before } = kept.read();
  kept.write({ name: name.trim() || before.name, email: email.trim() || before.email });
  // A new visitor brings it along.
  if (token && email) outbox.add("email", { email });
  for (const { id } of before.outbox) outbox.retry(id);
}
