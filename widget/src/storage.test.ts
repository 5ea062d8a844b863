import { expect, test } from "vitest";

import { createVault } from "./storage";

test("what one tab writes another reads", () => {
  const one = createVault("chat");
  const other = createVault("chat");
  one.write({ token: "t", seen: 3 });
  expect(other.read()).toMatchObject({ token: "t", seen: 3, outbox: [] });
  other.write({ token: undefined });
  expect(one.read().token).toBeUndefined();
});

test("pages don't share anything", () => {
  createVault("sharewell:a:https://desk.example").write({ token: "t" });
  expect(createVault("sharewell:b:https://desk.example").read().token).toBeUndefined();
});

test("a browser that refuses its storage keeps everything for the visit", () => {
  const vault = createVault("chat", () => {
    throw new DOMException("denied", "SecurityError");
  });
  vault.write({ token: "t" });
  expect(vault.read().token).toBe("t");
});

test("a storage that is full loses nothing that was written", () => {
  const full = Object.assign(Object.create(localStorage) as Storage, {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  const vault = createVault("chat", () => full);
  vault.write({ outbox: [{ id: "1", path: "messages", body: {} }] });
  expect(vault.read().outbox).toHaveLength(1);
});

test("what isn't ours is begun anew", () => {
  localStorage.setItem("chat", "{cut o");
  expect(createVault("chat").read()).toEqual({ outbox: [], seen: 0 });
});
