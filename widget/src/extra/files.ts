import type { Core } from "../core";
import { refusal } from "../desk";
import { fill } from "../texts/choose";
import { moreEnglish } from "../texts/more";
import type { SentFile } from "../types";
import { h } from "../view/dom";

const PATIENCE_MS = 120_000;

/** Uploads what the visitor chose and shows it in `chips`, until `files` goes out with a message or it is taken away again. */
export async function attach(
  core: Core,
  chosen: File[],
  files: SentFile[],
  chips: HTMLElement,
): Promise<void> {
  for (const file of chosen) {
    const sent = await upload(core, file);
    if (!sent) continue;
    files.push(sent);
    const chip = h(
      "button",
      {
        className: "small",
        "aria-label": fill(texts(core).remove, sent.name),
        onclick() {
          files.splice(files.indexOf(sent), 1);
          chip.remove();
        },
      },
      `${sent.name} ✕`,
    );
    chips.append(chip);
  }
}

async function upload(core: Core, file: File): Promise<SentFile | null> {
  const { types, max_bytes: most } = core.shown.info?.files ?? { types: [], max_bytes: 0 };
  if (!types.includes(file.type) || file.size > most) {
    core.say(fill(texts(core).unfit, file.name, String(most / 1e6)));
    return null;
  }
  try {
    const answer = await core.ask(`files?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      body: file,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return (await answer.json()) as SentFile;
  } catch (caught) {
    const { final, message } = refusal(caught);
    core.say(`${file.name}: ${final ? message : core.shown.texts.again}`);
    return null;
  }
}

const texts = (core: Core): typeof moreEnglish => ({ ...moreEnglish, ...core.shown.texts });
