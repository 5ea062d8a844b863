import { backOff, type Naps } from "./backOff";
import { refusal, type Desk } from "./desk";
import { createEventParser, type StreamEvent } from "./eventStream";
import type { Conversation } from "./types";

const FIRST_BYTES_MS = 8_000;
const SILENCE_MS = 40_000;
const LIVED_MS = 10_000;
const CUT_MS = 2_000;
const POLLS_BEFORE_NEXT_STREAM = 8;
const LONG_POLL_S = 25;
const PAUSE_MS = 5_000;
/** A part with so many messages may not be the last one. */
const FULL = 200;

export interface Follower {
  desk: Desk;
  naps: Naps;
  after: () => number;
  onPart: (part: Conversation) => void;
  onEvent: (event: StreamEvent) => void;
  /** Whether the desk is in reach. */
  onReach: (reach: boolean) => void;
}

/**
 * Everything new in the conversation, until the signal ends it.
 *
 * A stream of events first. Where something on the way blocks, holds or cuts it, long polls, and short ones where those are
 * cut, too; now and then the stream is tried again.
 */
export async function follow(signal: AbortSignal, follower: Follower): Promise<void> {
  const { naps, onReach } = follower;
  let failures = 0;
  let polls = 0;
  let wait = LONG_POLL_S;
  // Read afresh each time, for it changes while we wait.
  const ended = (): boolean => signal.aborted;
  while (!ended()) {
    const began = Date.now();
    const streaming = polls === 0;
    const before = follower.after();
    try {
      if (streaming) await readStream(follower, signal);
      else {
        await readPart(follower, wait, signal);
        onReach(true);
        // After a time without the desk, the stream is worth another try.
        polls = failures ? 0 : polls - 1;
        // No news at once: it was a short poll, or something on the way answers for the desk.
        if (Date.now() - began < CUT_MS && follower.after() === before) await naps.sleep(PAUSE_MS);
      }
      failures = 0;
      // A stream that ended by itself: the desk starts anew, or a proxy has had enough.
      if (streaming) {
        if (Date.now() - began < LIVED_MS) polls = POLLS_BEFORE_NEXT_STREAM;
        await naps.sleep(backOff(1));
      }
    } catch (error) {
      if (ended()) return;
      const { status, retryAfter } = refusal(error);
      const lasted = Date.now() - began;
      if (streaming && lasted < LIVED_MS) polls = POLLS_BEFORE_NEXT_STREAM;
      if (!streaming && lasted > CUT_MS) wait = 0;
      // The first poll after a stream that failed tells whether it is the stream or the desk.
      if (streaming && !status) continue;
      onReach(false);
      await naps.sleep(backOff(++failures, retryAfter));
    }
  }
}

/** What is newer than what we have; again until nothing is left of a long conversation. */
export async function readPart(follower: Follower, wait = 0, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const limit = within((wait + 15) * 1_000, signal);
    try {
      const path = `conversation?after=${follower.after() || ""}&wait=${wait}`;
      const answer = await follower.desk.ask(path, { signal: limit.signal });
      const part = (await answer.json()) as Conversation;
      follower.onPart(part);
      if (wait || part.messages.length < FULL) return;
    } finally {
      limit.end();
    }
  }
}

async function readStream({ desk, after, onEvent, onReach }: Follower, signal: AbortSignal): Promise<void> {
  const limit = within(FIRST_BYTES_MS, signal);
  try {
    const { body } = await desk.ask(`stream?after=${after() || ""}`, { signal: limit.signal });
    const reader = body?.getReader();
    const decoder = new TextDecoder();
    const parse = createEventParser(onEvent);
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      limit.extend(SILENCE_MS);
      onReach(true);
      parse(decoder.decode(read.value, { stream: true }));
    }
  } finally {
    limit.end();
  }
}

interface Limit {
  signal: AbortSignal;
  extend: (ms: number) => void;
  end: () => void;
}

/** A signal that ends after a time that can be extended, or with another signal. */
export function within(ms: number, outer?: AbortSignal): Limit {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let timer = setTimeout(abort, ms);
  outer?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    extend(more) {
      clearTimeout(timer);
      timer = setTimeout(abort, more);
    },
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", abort);
      abort();
    },
  };
}
