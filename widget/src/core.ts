import { backOff, createNaps } from "./backOff";
import { nothingHeard, takeEvent, takePart, type Heard } from "./conversation";
import { createDesk, NOT_HERE, refusal, type Desk, type Refusal } from "./desk";
import type { Emitter } from "./emitter";
import type { StreamEvent } from "./eventStream";
import type { Extra } from "./extra/extra";
import { follow, readPart, type Follower } from "./live";
import { loadExtra } from "./loadExtra";
import { createOutbox, newId, type Outbox } from "./outbox";
import { createVault, type Vault, type Waiting } from "./storage";
import { joinTabs, type Tabs } from "./tabs";
import { firstTexts, loadTexts } from "./texts/choose";
import type { Conversation, Identity, Message, PageInfo, SentFile, Texts } from "./types";

const TYPING_MS = 4_000;
export const LONGEST = 2_000;

/** What the tabs of one browser tell each other; `gone`: the conversation was deleted; `kept`: read the storage. */
interface News {
  part?: Conversation;
  event?: StreamEvent;
  gone?: true;
  kept?: true;
}

export interface Site {
  /** Where the desk is, without a slash at the end. */
  origin: string;
  page: string;
  language: string;
}

/** What the web page has asked for; it outlives an element that is taken out and put back. */
export interface Wishes extends Emitter {
  context: Record<string, string>;
  texts: Partial<Texts>;
  identity?: Identity;
}

/** What is shown. */
export interface Shown {
  heard: Heard;
  info?: PageInfo;
  texts: Texts;
  language: string;
  /** Whether the desk is in reach, as far as is known. */
  reach: boolean;
  open: boolean;
  /** The desk wants no chat on this site, so there is nothing to see. */
  barred: boolean;
  /** The second file, as soon as it was needed and is there. */
  more?: Extra;
  /** What went wrong last, or well; until the visitor does something else. */
  notice: string;
}

export interface Screen {
  paint: () => void;
  /** A screen reader says it. */
  announce: (words: string) => void;
  /** A click on a desktop notification wants the chat. */
  raise: () => void;
}

/** The chat without its looks. */
export interface Core {
  shown: Shown;
  kept: Vault;
  outbox: Outbox;
  /** Where the desk is. */
  origin: string;
  open: () => void;
  close: () => void;
  send: (text: string, files?: SentFile[]) => void;
  typing: () => void;
  ask: Desk["ask"];
  /** The conversation is deleted: nothing of it stays, in no tab. */
  gone: () => void;
  identify: (identity: Identity | undefined) => void;
  unread: () => number;
  say: (words: string) => void;
  /** Load the second file, and do something with it; whoever wanted that is told where it can't be loaded. */
  extra: (use?: (extra: Extra) => void) => void;
  /** Until it is known what the page takes. */
  known: () => Promise<void>;
  stop: () => void;
}

export function createCore({ origin, page, language }: Site, wishes: Wishes, screen: Screen): Core {
  const key = `sharewell:${page}:${origin}`;
  const kept = createVault(key);
  const naps = createNaps();
  const { emit } = wishes;
  const desk = createDesk({ origin, page, vault: kept, who: () => wishes.identity, onError: report });
  const outbox = createOutbox({ vault: kept, naps, post, changed });
  const ended = new AbortController();
  const { signal } = ended;
  const shown: Shown = {
    heard: nothingHeard(),
    texts: { ...firstTexts(language), ...wishes.texts },
    language,
    reach: true,
    open: false,
    barred: kept.read().barred === true,
    notice: "",
  };
  let { conversation } = kept.read();
  let history: Promise<void> | undefined;
  let caughtUp = false;
  let tabs: Tabs | undefined;
  let furnished: Promise<void> | undefined;
  let typed = 0;
  let unreadBefore = 0;

  const follower: Follower = {
    desk,
    naps,
    after() {
      const before = conversation;
      conversation = kept.read().conversation;
      if (before && before !== conversation) {
        // The visitor was identified, or the old one is gone.
        forgetHeard();
        void readHistory();
      }
      return shown.heard.cursor;
    },
    onPart: (part) => tell({ part }),
    onEvent(event) {
      if (event.event !== "gone") tell({ event });
      else if ((event.data as { reason: string }).reason === "deleted") tell({ gone: true });
    },
    onReach: reached,
  };

  function tell(news: News): void {
    tabs?.tell(news);
    hear(news);
  }

  function hear({ part, event, gone }: News): void {
    if (gone) wipe();
    follower.after();
    const fresh = part ? takePart(shown.heard, part) : event ? takeEvent(shown.heard, event) : [];
    for (const message of fresh) {
      emit("message", message);
      if (message.from === "page" && caughtUp) alert(message);
    }
    paint();
  }

  function alert(message: Message): void {
    const { author, text } = message;
    const from = author ?? shown.info?.page.name ?? "";
    screen.announce(`${from}: ${text}`);
    const wanted = kept.read();
    if (wanted.sound || wanted.notify) extra((more) => more.alert(wanted, from, message, screen.raise));
  }

  function reached(reach: boolean): void {
    if (reach !== shown.reach) {
      shown.reach = reach;
      if (shown.open) screen.announce(reach ? "" : shown.texts.offline);
      if (reach) {
        naps.wake();
        enrich();
      }
    }
    if (reach) live();
    paint();
  }

  function changed(reach = shown.reach): void {
    tabs?.tell({ kept: true });
    reached(reach);
  }

  function report({ code, message }: Refusal): void {
    if (signal.aborted) return;
    emit("error", { code, message });
    if (code === NOT_HERE) bar(message);
    else console.error("Sharewell:", message);
  }

  /** Only the site's web developer can do something about it: the visitor sees nothing, and nothing is asked any more. */
  function bar(why: string): void {
    console.warn(`Sharewell: ${why} (${location.origin})`);
    kept.write({ barred: true });
    shown.barred = true;
    stop();
    close();
    paint();
  }

  /** An open chat looks better with the second file; where it can't be loaded, plain words have to do. */
  function enrich(): void {
    if (shown.open && !shown.more) extra();
  }

  function extra(use?: (extra: Extra) => void): void {
    loadExtra(origin).then(
      (more) => {
        shown.more = more;
        use?.(more);
        paint();
      },
      () => use && say(shown.texts.again),
    );
  }

  function say(words: string): void {
    shown.notice = words;
    screen.announce(words);
    paint();
  }

  function paint(): void {
    if (shown.open && !document.hidden) see();
    const now = unread();
    if (now !== unreadBefore) emit("unread", (unreadBefore = now));
    screen.paint();
  }

  function unread(): number {
    const { seen } = kept.read();
    return shown.heard.messages.filter((one) => one.from === "page" && Number(one.cursor) > seen).length;
  }

  /** The visitor looks at what has come. */
  function see(): void {
    const newest = Number(shown.heard.messages.findLast((one) => one.from === "page")?.cursor ?? 0);
    if (newest <= kept.read().seen) return;
    kept.write({ seen: newest });
    tabs?.tell({ kept: true });
    hint("seen", { up_to: String(newest) });
  }

  /** Told once and not queued: the next one says the same, and more. */
  function hint(path: string, body: Record<string, unknown>): void {
    if (kept.read().token) desk.ask(path, { method: "POST", body }).catch(refusal);
  }

  /** Again and again until it works, or the desk says that it never will. */
  async function insist(action: () => Promise<void>): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        await action();
        reached(true);
        return;
      } catch (caught) {
        const error = refusal(caught);
        if (error.final) {
          report(error);
          return;
        }
        reached(error.status > 0);
        await naps.sleep(backOff(++failures, error.retryAfter));
      }
    }
  }

  /** From here on there is a conversation, or somebody who may have had one elsewhere. */
  function live(): void {
    if (tabs || shown.barred || signal.aborted || !(kept.read().token ?? (wishes.identity && shown.open)))
      return;
    tabs = joinTabs(
      key,
      async (turn) => {
        await readHistory();
        await follow(turn, follower);
      },
      (news) => hear(news as News),
    );
    void readHistory();
  }

  function readHistory(): Promise<void> {
    history ??= insist(() => readPart(follower)).then(() => {
      caughtUp = true;
    });
    return history;
  }

  /** What only an open chat needs. */
  function furnish(): Promise<void> {
    if (furnished) return furnished;
    void insist(async () => {
      shown.texts = { ...(await loadTexts(language, origin)), ...wishes.texts };
    });
    return (furnished = insist(async () => {
      shown.info = await desk.page();
      if (!shown.barred) return;
      shown.barred = false;
      kept.write({ barred: false });
      void outbox.flush();
    }));
  }

  function close(): void {
    if (!shown.open) return;
    shown.open = false;
    shown.notice = "";
    kept.write({ open: false });
    emit("close", undefined);
    paint();
  }

  function stop(): void {
    ended.abort();
    outbox.stop();
    tabs?.close();
  }

  async function post({ path, body }: Waiting): Promise<void> {
    const { files, ...rest } = body as { files?: SentFile[]; text: string; client_id: string };
    const answer = await desk.ask(path, {
      method: "POST",
      body: { ...rest, files: files?.map((file) => file.id) },
    });
    if (!files) return;
    const stored = (await answer.json()) as Pick<Message, "id" | "at" | "cursor" | "files">;
    const data: Message = { ...rest, ...stored, from: "visitor", rating: null, author: null };
    // The cursor stays where it is: something older may still be on its way.
    const { cursor } = shown.heard;
    hear({ event: { event: "message", data } });
    shown.heard.cursor = cursor;
  }

  function forgetHeard(): void {
    shown.heard = nothingHeard();
    history = undefined;
    caughtUp = false;
  }

  function wipe(): void {
    conversation = undefined;
    kept.clear();
    tabs?.close();
    tabs = undefined;
    forgetHeard();
    paint();
  }

  window.addEventListener("online", naps.wake, { signal });
  window.addEventListener("offline", () => reached(false), { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      naps.wake();
      paint();
    },
    { signal },
  );
  if (shown.barred) void furnish();
  else {
    live();
    void outbox.flush();
  }

  return {
    shown,
    kept,
    outbox,
    unread,
    say,
    extra,
    ask: desk.ask,
    gone: () => tell({ gone: true }),
    origin,

    open() {
      if (shown.open || shown.barred) return;
      shown.open = true;
      kept.write({ open: true });
      void furnish();
      enrich();
      live();
      emit("open", undefined);
      paint();
    },

    close,
    stop,
    known: furnish,

    send(written, files = []) {
      const text = written.trim().slice(0, LONGEST);
      if (!text && !files.length) return;
      const id = newId();
      const context = { url: location.origin + location.pathname, title: document.title, ...wishes.context };
      shown.notice = "";
      outbox.add("messages", { client_id: id, text, files, context }, id);
    },

    typing() {
      if (!shown.reach || Date.now() - typed < TYPING_MS) return;
      typed = Date.now();
      hint("typing", {});
    },

    identify(identity) {
      const { who } = kept.read();
      // Whoever sits here now may not read what another has said.
      if (who && who !== identity?.id) wipe();
      live();
    },
  };
}
