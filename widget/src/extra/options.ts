import type { Core } from "../core";
import { refusal } from "../desk";
import { fill } from "../texts/choose";
import { moreEnglish } from "../texts/more";
import { h } from "../view/dom";
import { dress } from "./dress";
import { mayNotify, playSound } from "./alerts";
import { introduce } from "./introduction";

/** E-mail, sound, notifications, and forgetting everything. */
export function createOptions(core: Core, done: () => void): HTMLElement {
  const texts = { ...moreEnglish, ...core.shown.texts };
  const { kept } = core;
  const { token, email, sound, notify } = kept.read();
  let sure = false;

  const address = h("input", {
    type: "email",
    autocomplete: "email",
    required: true,
    maxLength: 200,
    value: email ?? "",
  });
  const mail = h(
    "form",
    {
      onsubmit(event: Event) {
        event.preventDefault();
        introduce(core, "", address.value);
        core.say(fill(texts.emailSaved, address.value));
        done();
      },
    },
    h("label", {}, texts.emailWhy, address),
    h("button", { className: "main", type: "submit" }, texts.emailSave),
  );

  const switchFor = (
    words: string,
    on: boolean | undefined,
    change: (wanted: boolean) => void,
  ): HTMLElement => {
    const box = h("input", { type: "checkbox", checked: on === true, onchange: () => change(box.checked) });
    return h("label", { className: "row" }, box, words);
  };

  async function forgetAll(): Promise<void> {
    try {
      await core.ask("conversation", { method: "DELETE" });
    } catch (error) {
      if (!refusal(error).final) {
        core.say(core.shown.texts.again);
        return;
      }
    }
    core.gone();
    core.say(texts.deleted);
  }

  const forget = h(
    "button",
    {
      className: "small bad",
      hidden: !token,
      onclick() {
        if (sure) {
          done();
          void forgetAll();
        }
        sure = true;
        forget.textContent = texts.sure;
      },
    },
    texts.forget,
  );

  return dress(
    h(
      "div",
      { className: "log options" },
      mail,
      switchFor(texts.sound, sound, (wanted) => {
        kept.write({ sound: wanted });
        if (wanted) playSound();
      }),
      switchFor(texts.notify, notify, (wanted) => {
        void (async () => {
          const granted = wanted && (await mayNotify());
          kept.write({ notify: granted });
          core.say(wanted && !granted ? texts.blocked : "");
        })();
      }),
      forget,
    ),
  );
}
