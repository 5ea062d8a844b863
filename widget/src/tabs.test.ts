import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FakeLocks } from "../tests/fakeLocks";
import { joinTabs, type Tabs } from "./tabs";

interface Tab extends Tabs {
  leads: () => boolean;
  heard: unknown[];
}

let open: Tab[];

beforeEach(() => {
  open = [];
  vi.stubGlobal("navigator", { locks: new FakeLocks() });
});

afterEach(() => open.forEach((tab) => tab.close()));

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

function see(visible: boolean): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visible ? "visible" : "hidden");
}

async function opens(visible: boolean): Promise<Tab> {
  see(visible);
  let turns = 0;
  const heard: unknown[] = [];
  const tabs = joinTabs(
    "chat",
    async (signal) => {
      turns++;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      turns--;
    },
    (news) => heard.push(news),
  );
  const tab = { ...tabs, heard, leads: () => turns > 0 };
  open.push(tab);
  await settle();
  return tab;
}

test("one tab at a time holds the connection: the one that was looked at last", async () => {
  const first = await opens(true);
  expect(first.leads()).toBe(true);
  const second = await opens(true);
  expect([first.leads(), second.leads()]).toEqual([false, true]);
});

test("a tab in the background stands in line, and takes over when the other is closed", async () => {
  const first = await opens(true);
  const second = await opens(false);
  expect([first.leads(), second.leads()]).toEqual([true, false]);
  first.close();
  await settle();
  expect([first.leads(), second.leads()]).toEqual([false, true]);
});

test("a tab that was overtaken stands in line again", async () => {
  const first = await opens(true);
  const second = await opens(true);
  second.close();
  await settle();
  expect(first.leads()).toBe(true);
});

test("looking at a tab makes it lead", async () => {
  await opens(true);
  await opens(false);
  see(true);
  document.dispatchEvent(new Event("visibilitychange"));
  await settle();
  expect(open.map((tab) => tab.leads())).toEqual([false, true]);
});

test("what one tab tells the others hear, and it doesn't", async () => {
  const first = await opens(true);
  const second = await opens(false);
  first.tell({ part: 1 });
  await settle();
  expect(second.heard).toEqual([{ part: 1 }]);
  expect(first.heard).toEqual([]);
});

test("without locks every tab leads: more connections, nothing lost", async () => {
  vi.stubGlobal("navigator", {});
  const first = await opens(true);
  const second = await opens(true);
  expect([first.leads(), second.leads()]).toEqual([true, true]);
});
