import { beforeEach, expect, test, vi } from "vitest";

import { FakeDesk, ORIGIN } from "../tests/fakeDesk";
import { createDesk, NOT_HERE, Refusal, type Desk } from "./desk";
import { createVault } from "./storage";
import type { Identity } from "./types";

const vault = createVault("chat");
const onError = vi.fn();
let fake: FakeDesk;
let desk: Desk;
let who: Identity | undefined;

beforeEach(() => {
  fake = new FakeDesk();
  who = undefined;
  onError.mockReset();
  vi.stubGlobal("fetch", fake.fetch);
  desk = createDesk({ origin: ORIGIN, page: "shop", vault, who: () => who, onError });
});

const visits = (): unknown[] => fake.asks("pages/shop/visitors").map(({ body }) => body["token"]);

test("nobody becomes a visitor before there is something to say", async () => {
  await desk.page();
  expect(visits()).toEqual([]);
  await desk.ask("typing", { method: "POST", body: {} });
  expect(vault.read()).toMatchObject({ token: "t1", conversation: "c1" });
});

test("two first questions at once make one visitor", async () => {
  await Promise.all([desk.ask("conversation"), desk.ask("typing", { method: "POST", body: {} })]);
  expect(visits()).toHaveLength(1);
});

test("cookies are never sent", async () => {
  const spy = vi.fn(fake.fetch);
  vi.stubGlobal("fetch", spy);
  await desk.ask("conversation");
  for (const [, question] of spy.mock.calls) expect(question?.credentials).toBe("omit");
});

test("a token that is too old is renewed with itself, and the question asked again", async () => {
  vault.write({ token: "old" });
  expect((await desk.ask("conversation")).ok).toBe(true);
  expect(visits()).toEqual(["old"]);
  expect(vault.read().token).toBe("t1");
});

test("a token that another tab has renewed meanwhile is taken from the storage, not renewed twice", async () => {
  vault.write({ token: "old" });
  const asked = desk.ask("conversation");
  fake.good.add("theirs");
  vault.write({ token: "theirs" });
  expect((await asked).ok).toBe(true);
  expect(visits()).toEqual([]);
});

test("when the old conversation is out of reach a new one begins", async () => {
  vault.write({ token: "dead" });
  fake.refusals["visitors"] = [{ status: 401, body: { error: { code: "token_dead", message: "" } } }];
  await desk.ask("conversation");
  expect(visits()).toEqual(["dead", undefined]);
});

test("a desk that is away costs no token", async () => {
  vault.write({ token: "mine" });
  fake.away = true;
  await expect(desk.ask("conversation")).rejects.toMatchObject({ status: 0, final: false });
  expect(vault.read().token).toBe("mine");
});

test("a challenge is solved and sent along", async () => {
  fake.challenge = { salt: "pepper", difficulty: 8 };
  await desk.ask("conversation");
  expect(fake.asks("pages/shop/visitors")[1]?.body["proof"]).toMatchObject({ salt: "pepper" });
});

test("a challenge known beforehand saves the refusal", async () => {
  fake.challenge = { salt: "pepper", difficulty: 8 };
  fake.info = { ...fake.info, challenge: fake.challenge };
  await desk.page();
  await desk.ask("conversation");
  expect(fake.asks("pages/shop/visitors")).toHaveLength(1);
});

test("an identified visitor is named once, and again only when it is somebody else", async () => {
  who = { id: "kim", hmac: "aa" };
  await desk.ask("conversation");
  await desk.ask("conversation");
  expect(fake.asks("pages/shop/visitors").map(({ body }) => body["identify"])).toEqual([who]);
});

test("a wrong signature is told to the site, and the visitor goes on unnamed", async () => {
  who = { id: "kim", hmac: "wrong" };
  fake.refusals["visitors"] = [{ status: 403, body: { error: { code: "wrong_identity", message: "no" } } }];
  await desk.ask("conversation");
  await desk.ask("conversation");
  expect(fake.asks("pages/shop/visitors").map(({ body }) => body["identify"])).toEqual([who, undefined]);
  expect(onError).toHaveBeenCalledOnce();
});

test("two devices that come in at the same moment: the one that is turned away asks again later", async () => {
  fake.refusals["visitors"] = [{ status: 409 }];
  await expect(desk.ask("conversation")).rejects.toMatchObject({ final: false });
});

test("a refusal is known by its looks, for the second file has a class of its own", async () => {
  vi.resetModules();
  const second = await import("./desk");
  expect(second.Refusal).not.toBe(Refusal);
  expect(second.refusal(new Refusal(404, "not_found", "gone"))).toMatchObject({ status: 404, final: true });
  expect(second.refusal(new TypeError("Failed to fetch"))).toMatchObject({ status: 0, final: false });
});

test("a site that isn't allowed is told of wherever it is refused", async () => {
  const refused = { status: 403, body: { error: { code: NOT_HERE, message: "not here" } } };
  fake.refusals["visitors"] = [refused];
  await expect(desk.ask("conversation")).rejects.toMatchObject({ code: NOT_HERE, final: true });
  expect(onError).toHaveBeenCalledOnce();
});

test("what the desk refuses with is handed on", async () => {
  fake.refusals["ratings"] = [
    { status: 503, body: { error: { code: "busy", message: "later" } }, retryAfter: 7 },
  ];
  const refused = await desk.ask("ratings", { method: "POST", body: {} }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ status: 503, code: "busy", message: "later", retryAfter: 7, final: false });
});
