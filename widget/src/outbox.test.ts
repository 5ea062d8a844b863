import { beforeEach, expect, test, vi } from "vitest";

import { createNaps } from "./backOff";
import { Refusal } from "./desk";
import { createOutbox, newId, type Outbox } from "./outbox";
import { createVault, type Waiting } from "./storage";

const vault = createVault("chat");
const naps = createNaps();
const post = vi.fn<(waiting: Waiting) => Promise<void>>();
const changed = vi.fn();
let outbox: Outbox;

beforeEach(() => {
  vi.useFakeTimers();
  post.mockReset().mockResolvedValue();
  changed.mockReset();
  outbox = createOutbox({ vault, naps, post, changed });
});

const away = new Refusal(0, "unreachable", "");
const posted = (): unknown[] => post.mock.calls.map(([waiting]) => waiting.body["text"]);

test("what is written while the desk is away is kept, and sent once and in order when it is back", async () => {
  post.mockRejectedValue(away);
  outbox.add("messages", { text: "one" });
  outbox.add("messages", { text: "two" });
  await vi.advanceTimersByTimeAsync(0);
  expect(vault.read().outbox).toHaveLength(2);
  expect(changed).toHaveBeenCalledWith(false);

  post.mockReset().mockResolvedValue();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(posted()).toEqual(["one", "two"]);
  expect(vault.read().outbox).toEqual([]);
});

test("coming back online sends at once, however long the next try was away", async () => {
  post.mockRejectedValue(away);
  outbox.add("messages", { text: "one" });
  await vi.advanceTimersByTimeAsync(120_000);
  post.mockReset().mockResolvedValue();
  naps.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(posted()).toEqual(["one"]);
});

test("each try says the same id, so that the desk can tell a repetition", async () => {
  post.mockRejectedValueOnce(away);
  outbox.add("messages", { text: "one" }, "id-12345");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(post.mock.calls.map(([{ id }]) => id)).toEqual(["id-12345", "id-12345"]);
});

test("what the desk refuses stays with its reason and holds nothing up; trying again sends it", async () => {
  post.mockRejectedValueOnce(new Refusal(422, "invalid", "too long"));
  outbox.add("messages", { text: "bad" }, "bad-bad-bad");
  outbox.add("messages", { text: "good" });
  await vi.advanceTimersByTimeAsync(0);
  expect(posted()).toEqual(["bad", "good"]);
  expect(vault.read().outbox).toMatchObject([{ id: "bad-bad-bad", refused: "too long" }]);

  outbox.retry("bad-bad-bad");
  await vi.advanceTimersByTimeAsync(0);
  expect(vault.read().outbox).toEqual([]);
});

test("a refused message can be thrown away", async () => {
  post.mockRejectedValueOnce(new Refusal(422, "invalid", "too long"));
  outbox.add("messages", { text: "bad" }, "bad-bad-bad");
  await vi.advanceTimersByTimeAsync(0);
  outbox.discard("bad-bad-bad");
  expect(vault.read().outbox).toEqual([]);
});

test("a rating that the desk refuses is let go: there is nothing to show", async () => {
  post.mockRejectedValueOnce(new Refusal(404, "not_found", ""));
  outbox.add("ratings", { message: "m1", helped: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(vault.read().outbox).toEqual([]);
});

test("a busy desk is given the time that it asks for", async () => {
  post.mockRejectedValueOnce(new Refusal(429, "too_fast", "", null, 20));
  outbox.add("messages", { text: "one" });
  await vi.advanceTimersByTimeAsync(19_000);
  expect(post).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(post).toHaveBeenCalledTimes(2);
});

test("what was left unsent is sent by the next page", async () => {
  post.mockRejectedValue(away);
  outbox.add("messages", { text: "one" });
  await vi.advanceTimersByTimeAsync(0);
  outbox.stop();
  const next = vi.fn<(waiting: Waiting) => Promise<void>>().mockResolvedValue();
  await createOutbox({ vault: createVault("chat"), naps: createNaps(), post: next, changed }).flush();
  expect(next).toHaveBeenCalledOnce();
});

test("ids are ones that the desk takes", () => {
  expect(newId()).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  expect(newId()).not.toBe(newId());
});
