import type { Core } from "../core";
import { refusal } from "../desk";
import { within } from "../live";
import { fill } from "../texts/choose";
import { moreEnglish } from "../texts/more";
import type { SentFile } from "../types";
import { h, setText } from "../view/dom";
import { dress } from "./dress";
import type { Tray } from "../view/composer";

const PATIENCE_MS = 120_000;

/** Uploads what the visitor chose, one after the other; each has its place in the tray until it goes out with a message. */
export async function attach(core: Core, chosen: File[], tray: Tray): Promise<void> {
  const texts = { ...moreEnglish, ...core.shown.texts };
  const places = chosen.map((file) => ({ file, ...createPlace(file.name, texts, tray) }));
  const say = (words: string): void =>
    places.forEach((place) => setText(place.words, fill(words, place.file.name)));
  if (!core.shown.info) say(texts.held);
  await core.known();
  say(texts.uploading);
  for (const { file, signal, settle } of places) {
    if (!signal.aborted) settle(await upload(core, file, signal), core);
  }
}

interface Place {
  words: HTMLElement;
  /** Aborted when the visitor takes the file away. */
  signal: AbortSignal;
  /** What was taken waits for the next message; if that went out meanwhile, it follows by itself. */
  settle: (sent: SentFile | null, core: Core) => void;
}

function createPlace(name: string, texts: typeof moreEnglish, tray: Tray): Place {
  const taken = new AbortController();
  const words = h("span", {}, name);
  const { sends } = tray;
  let kept: SentFile | undefined;
  const chip = dress(
    h(
      "span",
      { className: "row", "aria-busy": true },
      words,
      h(
        "button",
        {
          className: "small",
          "aria-label": fill(texts.remove, name),
          onclick() {
            taken.abort();
            if (kept) tray.files.splice(tray.files.indexOf(kept), 1);
            chip.remove();
            tray.chips.parentElement?.querySelector("textarea")?.focus();
          },
        },
        "✕",
      ),
    ),
  );
  tray.chips.append(chip);
  return {
    signal: taken.signal,
    words,
    settle(sent, core) {
      if (taken.signal.aborted) return;
      if (!sent || tray.sends !== sends) {
        chip.remove();
        if (sent) core.send("", [sent]);
        return;
      }
      tray.files.push((kept = sent));
      setText(words, sent.name);
      chip.ariaBusy = "false";
    },
  };
}

async function upload(core: Core, file: File, taken: AbortSignal): Promise<SentFile | null> {
  const texts = { ...moreEnglish, ...core.shown.texts };
  const rules = core.shown.info?.files;
  // Nobody looks any more: the chat was taken away before the page had told.
  if (!rules) return null;
  const { types, max_bytes: most } = rules;
  if (!types.includes(file.type) || file.size > most) {
    core.say(fill(texts.unfit, file.name, String(most / 1e6)));
    return null;
  }
  const limit = within(PATIENCE_MS, taken);
  try {
    const answer = await core.ask(`files?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      body: file,
      signal: limit.signal,
    });
    return (await answer.json()) as SentFile;
  } catch (caught) {
    const { final, message } = refusal(caught);
    if (!taken.aborted) core.say(`${file.name}: ${final ? message : texts.again}`);
    return null;
  } finally {
    limit.end();
  }
}
