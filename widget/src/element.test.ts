import axe from "axe-core";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { FakeDesk, ORIGIN } from "../tests/fakeDesk";
import { define, SharewellChat, TAG } from "./element";

let fake: FakeDesk;

beforeEach(() => {
  fake = new FakeDesk();
  vi.stubGlobal("fetch", fake.fetch);
  SharewellChat.desk = ORIGIN;
  define();
});

function mount(attributes: Record<string, string> = {}): SharewellChat {
  const element = document.createElement(TAG);
  for (const [name, value] of Object.entries({ page: "shop", ...attributes }))
    element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector has it
function find<Found extends HTMLElement = HTMLElement>(element: SharewellChat, selector: string): Found {
  const found = element.shadowRoot?.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const bubbles = (element: SharewellChat): (string | null)[] =>
  [...(element.shadowRoot?.querySelectorAll(".list .bubble") ?? [])].map((bubble) => bubble.textContent);
const key = (element: HTMLElement, name: string): boolean =>
  element.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const active = (element: SharewellChat): Element | null | undefined => element.shadowRoot?.activeElement;

async function write(element: SharewellChat, text: string): Promise<void> {
  const field = find<HTMLTextAreaElement>(element, "textarea");
  field.value = text;
  key(field, "Enter");
  await vi.waitFor(() => expect(bubbles(element)).toContain(text));
}

test("nothing is asked for before the chat is opened", async () => {
  mount();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(fake.asked).toEqual([]);
});

test("the launcher is a button with a name in the page's language", async () => {
  const element = mount({ lang: "de" });
  await vi.waitFor(() => expect(find(element, ".launcher").getAttribute("aria-label")).toBe("Chat öffnen"));
});

test("opening moves focus in, Escape closes and gives it back", async () => {
  const element = mount();
  const button = document.createElement("button");
  document.body.append(button);
  button.focus();
  element.open();
  expect(active(element)).toBe(find(element, "textarea"));
  await vi.waitFor(() => expect(find(element, "h2").textContent).toBe("The shop"));
  key(find(element, "textarea"), "Escape");
  expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false);
  expect(document.activeElement).toBe(button);
});

test("a conversation: sent, answered, announced, rated", async () => {
  const element = mount();
  const heard: string[] = [];
  element.on("message", (message) => heard.push(message.from));
  element.setContext({ cart: "3 items" });
  element.open();
  await write(element, "Which pads?");
  await vi.waitFor(() => expect(fake.streams).toBe(1));
  expect(fake.asks("messages")[0]?.body).toMatchObject({ text: "Which pads?", context: { cart: "3 items" } });
  fake.reply("**BP-420**");
  await vi.waitFor(() => expect(bubbles(element)).toEqual(["Which pads?", "BP-420"]));
  expect(find(element, "[role=status]").textContent).toContain("BP-420");
  expect(heard).toEqual(["visitor", "page"]);
  find(element, "[aria-pressed]").click();
  await vi.waitFor(() => expect(fake.asks("ratings")[0]?.body).toEqual({ message: "m2", helped: true }));
  expect(fake.asks("messages")).toHaveLength(1);
});

test("a reply while the chat is closed is counted, in the name of the launcher too", async () => {
  const element = mount();
  const counts: number[] = [];
  element.on("unread", (count) => counts.push(count));
  element.open();
  await write(element, "Hello");
  await vi.waitFor(() => expect(fake.streams).toBe(1));
  element.close();
  fake.reply("Good morning");
  await vi.waitFor(() => expect(find(element, ".badge").textContent).toBe("1"));
  expect(find(element, ".launcher").getAttribute("aria-label")).toBe("Open chat (1)");
  element.open();
  await vi.waitFor(() => expect(fake.asks("seen").at(-1)?.body).toEqual({ up_to: "2" }));
  expect(counts).toEqual([1, 0]);
});

test("after a reload, and in a second chat on the page, the history is there", async () => {
  const element = mount();
  element.open();
  await write(element, "Hello");
  await vi.waitFor(() => expect(fake.messages).toHaveLength(1));
  element.remove();
  const next = mount();
  const second = mount();
  next.open();
  second.open();
  await vi.waitFor(() => expect(bubbles(next)).toEqual(["Hello"]));
  await vi.waitFor(() => expect(bubbles(second)).toEqual(["Hello"]));
});

test("while the desk is away the chat opens and keeps what is written; it goes out once", async () => {
  fake.away = true;
  const element = mount();
  element.open();
  await write(element, "Anybody there?");
  await vi.waitFor(() => expect(find(element, ".status").textContent).toContain("No connection"));
  fake.away = false;
  window.dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(fake.messages.map((message) => message.text)).toEqual(["Anybody there?"]));
  await vi.waitFor(() => expect(find(element, "h2").textContent).toBe("The shop"));
  expect(bubbles(element)).toEqual(["Anybody there?"]);
});

test("a screen reader is told that the connection is gone, each time", async () => {
  const element = mount();
  element.open();
  await vi.waitFor(() => expect(find(element, "h2").textContent).toBe("The shop"));
  window.dispatchEvent(new Event("offline"));
  expect(find(element, "[role=status]").textContent).toContain("No connection");
  fake.away = true;
  await write(element, "Hello");
  fake.away = false;
  window.dispatchEvent(new Event("online"));
  await vi.waitFor(() => expect(find(element, "[role=status]").textContent).toBe(""));
});

describe("on a site that the desk doesn't know", () => {
  const refused = { status: 403, body: { error: { code: "origin_not_allowed", message: "see Settings" } } };
  const launcherHidden = (element: SharewellChat): boolean => find<HTMLSlotElement>(element, "slot").hidden;
  const warn = vi.spyOn(console, "warn");

  beforeEach(() => {
    warn.mockReset().mockReturnValue();
  });

  test("there is nothing to see, one warning for its web developer, and no further question", async () => {
    fake.refusals["shop"] = [refused];
    const element = mount();
    const errors: string[] = [];
    element.on("error", ({ code }) => errors.push(code));
    element.open();
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    await vi.waitFor(() => expect(find<HTMLDialogElement>(element, "dialog").open).toBe(false));
    window.dispatchEvent(new Event("online"));
    element.open();
    element.send("Anybody there?");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(fake.asked).toHaveLength(1);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/see Settings.*http:\/\/localhost/)]]);
    expect(errors).toEqual(["origin_not_allowed"]);
    expect(launcherHidden(element)).toBe(true);
  });

  test("also when it was taken off the list: what was written stays, and goes out when it is back", async () => {
    const element = mount();
    element.open();
    await write(element, "Hello");
    await vi.waitFor(() => expect(fake.messages).toHaveLength(1));
    fake.refusals["messages"] = [refused];
    await write(element, "Still there?");
    await vi.waitFor(() => expect(launcherHidden(element)).toBe(true));
    element.remove();

    fake.refusals["shop"] = [refused];
    fake.asked = [];
    const next = mount();
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2));
    expect(launcherHidden(next)).toBe(true);
    expect(fake.asked).toHaveLength(1);
    next.remove();

    const back = mount();
    await vi.waitFor(() => expect(launcherHidden(back)).toBe(false));
    await vi.waitFor(() =>
      expect(fake.messages.map((message) => message.text)).toEqual(["Hello", "Still there?"]),
    );
  });
});

describe("a file", () => {
  const picture = (name: string): File => new File(["x"], name, { type: "image/png" });
  const tray = (element: SharewellChat): string[] =>
    [...(element.shadowRoot?.querySelectorAll(".composer .row .row") ?? [])].map((chip) => chip.textContent);
  const give = (element: SharewellChat, ...files: File[]): Event => {
    const event = Object.assign(new Event("drop", { bubbles: true, cancelable: true }), {
      dataTransfer: { types: ["Files"], files },
    });
    find(element, ".log").dispatchEvent(event);
    return event;
  };

  test("given before the page has told what it takes waits until then, and goes out with the message", async () => {
    fake.away = true;
    const element = mount();
    element.open();
    expect(give(element, picture("a.png"), picture("b.png")).defaultPrevented).toBe(true);
    await vi.waitFor(() =>
      expect(tray(element)).toEqual([
        "a.png: waiting for the connection …✕",
        "b.png: waiting for the connection …✕",
      ]),
    );
    find(element, "[aria-label='Remove b.png']").click();
    fake.away = false;
    window.dispatchEvent(new Event("online"));
    await vi.waitFor(() => expect(tray(element)).toEqual(["a.png✕"]));
    const field = find<HTMLTextAreaElement>(element, "textarea");
    field.value = "See this";
    key(field, "Enter");
    await vi.waitFor(() => expect(fake.asks("messages")[0]?.body["files"]).toEqual(["f-a.png"]));
    expect(fake.asks("files")).toHaveLength(1);
    expect(tray(element)).toEqual([]);
  });

  test("that is still under way when the message goes out follows by itself", async () => {
    fake.away = true;
    const element = mount();
    element.open();
    give(element, picture("late.png"));
    await vi.waitFor(() => expect(tray(element)).toHaveLength(1));
    await write(element, "A picture follows");
    expect(tray(element)).toHaveLength(1);
    fake.away = false;
    window.dispatchEvent(new Event("online"));
    await vi.waitFor(() => expect(fake.asks("messages")).toHaveLength(2));
    expect(fake.asks("messages").map(({ body }) => [body["text"], body["files"]])).toEqual(
      expect.arrayContaining([
        ["A picture follows", []],
        ["", ["f-late.png"]],
      ]),
    );
    expect(tray(element)).toEqual([]);
  });

  test("that the page doesn't take is refused with the reason", async () => {
    const element = mount();
    element.open();
    await vi.waitFor(() => expect(find(element, "h2").textContent).toBe("The shop"));
    give(element, new File(["x"], "a.exe", { type: "application/x-msdownload" }));
    await vi.waitFor(() => expect(find(element, ".status").textContent).toContain("a.exe can't be sent"));
    expect(tray(element)).toEqual([]);
  });
});

test("taken out of the page nothing of it runs on; put back it works", async () => {
  const element = mount();
  element.open();
  await write(element, "Hello");
  await vi.waitFor(() => expect(fake.streams).toBe(1));
  element.remove();
  await vi.waitFor(() => expect(fake.streams).toBe(0));
  document.body.append(element);
  await vi.waitFor(() => expect(bubbles(element)).toEqual(["Hello"]));
});

test("somebody else at the same browser doesn't see what was said before", async () => {
  const element = mount();
  element.identify({ id: "kim", hmac: "aa" });
  element.open();
  await write(element, "My order");
  await vi.waitFor(() => expect(fake.messages).toHaveLength(1));
  fake.messages = [];
  fake.conversation = "c2";
  element.identify({ id: "lee", hmac: "bb" });
  await vi.waitFor(() => expect(bubbles(element)).toEqual([]));
  const visits = fake.asks("pages/shop/visitors");
  await vi.waitFor(() => expect(fake.asks("pages/shop/visitors").length).toBeGreaterThan(1));
  expect(visits.at(-1)?.body["token"]).toBeUndefined();
});

test("deleting takes two clicks and leaves nothing", async () => {
  const element = mount();
  element.open();
  await write(element, "Hello");
  await vi.waitFor(() => expect(fake.streams).toBe(1));
  find(element, "header button").click();
  const forget = await vi.waitFor(() => find(element, ".options .bad"));
  forget.click();
  expect(fake.asked.some(({ method }) => method === "DELETE")).toBe(false);
  forget.click();
  await vi.waitFor(() => expect(bubbles(element)).toEqual([]));
  expect(fake.asked.some(({ method }) => method === "DELETE")).toBe(true);
  expect(localStorage.getItem(`sharewell:shop:${ORIGIN}`)).not.toContain("token");
});

test("a page that needs an address asks for it first, and gets it with the visitor", async () => {
  fake.info = { ...fake.info, before_chat: { name: "no", email: "need" } };
  const element = mount();
  element.open();
  const field = await vi.waitFor(() => find<HTMLInputElement>(element, ".options input"));
  expect(field.required).toBe(true);
  field.value = "kim@example.org";
  field.form?.requestSubmit();
  await write(element, "Hello");
  await vi.waitFor(() => expect(fake.messages).toHaveLength(1));
  expect(fake.asks("pages/shop/visitors")[0]?.body["email"]).toBe("kim@example.org");
});

test("a refused message shows why, with a way to try again and one to drop it", async () => {
  fake.refusals["messages"] = [
    { status: 422, body: { error: { code: "invalid", message: "holds a card number" } } },
  ];
  const element = mount();
  element.open();
  await write(element, "4111");
  await vi.waitFor(() =>
    expect(find(element, ".list .bad").textContent).toBe("Not sent: holds a card number"),
  );
  find(element, ".list .row button").click();
  await vi.waitFor(() => expect(fake.messages).toHaveLength(1));
});

test("axe finds nothing in the open chat", async () => {
  const element = mount();
  element.open();
  await write(element, "Hello");
  await vi.waitFor(() => expect(fake.streams).toBe(1));
  fake.reply("- one\n- two");
  await vi.waitFor(() => expect(bubbles(element)).toHaveLength(2));
  const { violations } = await axe.run(element, {
    rules: { region: { enabled: false }, "color-contrast": { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
