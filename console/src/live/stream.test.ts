import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { liveStatus, noteAnswer } from "./status";
import { listen } from "./stream";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    super();
    FakeSource.all.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }
}

const onChanges = vi.fn();
const onReset = vi.fn();
let stop: () => void;

beforeEach(() => {
  FakeSource.all = [];
  onChanges.mockClear();
  onReset.mockClear();
  vi.stubGlobal("EventSource", FakeSource);
  stop = listen({ onChanges, onReset });
  FakeSource.all[0]?.opens();
  window.dispatchEvent(new Event("offline"));
  expect(liveStatus.get()).toBe("offline");
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

test("back online, a stream that never noticed is opened anew and everything is read again", () => {
  window.dispatchEvent(new Event("online"));
  expect(FakeSource.all[0]?.readyState).toBe(FakeSource.CLOSED);
  FakeSource.all[1]?.opens();
  expect(liveStatus.get()).toBe("live");
  expect(onReset).toHaveBeenCalledOnce();
});

test("an event shows that the desk is in reach, whatever the browser says", () => {
  FakeSource.all[0]?.dispatchEvent(new MessageEvent("change", { data: "{}" }));
  expect(liveStatus.get()).toBe("live");
});

test("an answer does so too", () => {
  noteAnswer();
  FakeSource.all[1]?.opens();
  expect(liveStatus.get()).toBe("live");
  noteAnswer();
  expect(FakeSource.all).toHaveLength(2);
});
