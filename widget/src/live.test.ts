import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FakeDesk, ORIGIN } from "../tests/fakeDesk";
import { createNaps } from "./backOff";
import { nothingHeard, takeEvent, takePart, type Heard } from "./conversation";
import { createDesk } from "./desk";
import { follow } from "./live";
import { createVault } from "./storage";

let fake: FakeDesk;
let heard: Heard;
let reach: boolean[];
let end: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeDesk();
  heard = nothingHeard();
  reach = [];
  end = new AbortController();
  vi.stubGlobal("fetch", fake.fetch);
});

afterEach(() => end.abort());

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const texts = (): string[] => heard.messages.map((message) => message.text);

async function start(): Promise<void> {
  const vault = createVault("chat");
  const desk = createDesk({ origin: ORIGIN, page: "shop", vault, who: () => undefined, onError: vi.fn() });
  void follow(end.signal, {
    desk,
    naps: createNaps(),
    after: () => heard.cursor,
    onPart: (part) => takePart(heard, part),
    onEvent: (event) => takeEvent(heard, event),
    onReach: (is) => reach.push(is),
  });
  await pass(10);
}

test("replies, typing, read signs and ratings arrive by the stream", async () => {
  await start();
  fake.reply("Hello");
  fake.emit("typing", { typing: true });
  fake.emit("read", { read_up_to: "4" });
  fake.emit("rating", { message: "m1", rating: true });
  await pass(10);
  expect(heard).toMatchObject({ cursor: 1, readUpTo: 4, typing: true });
  expect(heard.messages).toMatchObject([{ text: "Hello", rating: true }]);
  expect(fake.asks("conversation")).toEqual([]);
});

test("after a restart of the desk it goes on from where it was", async () => {
  await start();
  fake.reply("one");
  await pass(15_000);
  fake.restart();
  fake.away = true;
  await pass(10_000);
  expect(reach.at(-1)).toBe(false);
  fake.away = false;
  fake.reply("two");
  await pass(60_000);
  expect(texts()).toEqual(["one", "two"]);
  expect(reach.at(-1)).toBe(true);
});

test("where the stream is blocked, polls bring everything, and the stream is tried again later", async () => {
  fake.blocked = ["stream"];
  await start();
  fake.reply("one");
  await pass(30_000);
  expect(texts()).toEqual(["one"]);
  expect(reach).not.toContain(false);
  fake.blocked = [];
  await pass(400_000);
  expect(fake.streams).toBe(1);
});

test("a proxy that holds the first bytes back is found out by waiting", async () => {
  await start();
  fake.restart();
  const held = vi.fn((address: string, question: RequestInit): Promise<Response> => {
    if (!address.includes("/stream")) return fake.fetch(address, question);
    return new Promise((_, reject) => {
      question.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    });
  });
  vi.stubGlobal("fetch", held);
  await pass(12_000);
  fake.reply("one");
  await pass(5_000);
  expect(texts()).toEqual(["one"]);
});

test("a stream that has gone silent is opened anew", async () => {
  await start();
  await pass(30_000);
  fake.raw(": ping\n\n");
  await pass(30_000);
  expect(fake.asks("stream")).toHaveLength(1);
  await pass(20_000);
  expect(fake.asks("stream").length).toBeGreaterThan(1);
});

test("polls that something on the way answers at once don't become a flood", async () => {
  fake.blocked = ["stream"];
  fake.waits = false;
  await start();
  await pass(60_000);
  expect(fake.asks("conversation").length).toBeLessThan(35);
});

test("a desk that refuses is asked ever more seldom", async () => {
  fake.refusals["stream"] = Array.from({ length: 50 }, () => ({ status: 503 }));
  fake.refusals["conversation"] = Array.from({ length: 50 }, () => ({ status: 503 }));
  await start();
  await pass(120_000);
  expect(fake.asked.length).toBeLessThan(14);
});

test("nothing goes on after the end", async () => {
  await start();
  end.abort();
  await pass(1_000);
  const before = fake.asked.length;
  await pass(300_000);
  expect(fake.asked).toHaveLength(before);
  expect(fake.streams).toBe(0);
});
