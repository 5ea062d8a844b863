import type { Core } from "../core";
import type { PageInfo } from "../types";
import { moreEnglish } from "../texts/more";
import { h } from "../view/dom";
import { dress } from "./dress";

/** What a page asks before the chat begins. */
export function createIntroduction(
  core: Core,
  asked: PageInfo["before_chat"],
  done: () => void,
): HTMLElement {
  const texts = { ...moreEnglish, ...core.shown.texts };
  const { name, email } = core.kept.read();

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
        className: "options",
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
