import { QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { createQueries } from "../app/queries";
import { announcement } from "../live/announce";
import { MeContext } from "../session/me";
import type { Setup } from "./chat/setup";
import WebChat from "./WebChat";

const TAG = '<script src="https://desk.example/widget/v1.js" data-page="shop" async></script>';
const PINNED =
  '<script src="https://desk.example/widget/v1.abc.js" integrity="sha384-x" crossorigin="anonymous" data-page="shop" async></script>';
const ELEMENT = '<sharewell-chat page="shop" desk="https://desk.example"></sharewell-chat>';

const SETUP: Setup = {
  ...{ connected: true, built: true, identify: true, desk: location.origin },
  origins: ["https://www.example.com"],
  script_url: "https://desk.example/widget/v1.abc.js",
  integrity: "sha384-x",
  snippets: { script: TAG, pinned: PINNED, element: ELEMENT, package: `import\n\n${ELEMENT}` },
};
const CHAT = {
  id: "c1",
  platform: "chat",
  config: {
    ...{ origins: "https://www.example.com, https://example.com", name: "ask", email: "no" },
    shown_as: "first name",
  },
};

interface Answers {
  setup?: Partial<Setup>;
  channels?: unknown[];
  /** What a connection, or a new secret, is answered with. */
  posted?: () => Response;
}

function show({ setup = {}, channels = [CHAT], posted }: Answers = {}, at = "/settings/web-chat") {
  const here = { setup: { ...SETUP, ...setup }, channels };
  const sent: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname.replace("/api/v1/pages", "");
    if (request.method === "GET")
      return Response.json(path.endsWith("/widget") ? here.setup : { connections: here.channels });
    const text = await request.text();
    sent.push({ path, body: text ? JSON.parse(text) : null });
    return posted?.() ?? Response.json({ id: "c1" }, { status: 201 });
  });
  const me = {
    user: { id: "u", name: "Sam", email: "s@example.org", role: "admin" },
    pages: [
      { id: "shop", name: "The Shop", role: "admin" },
      { id: "cafe", name: "The Café", role: "admin" },
    ],
  } as unknown as Me;
  const shown = render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me}>
        <MemoryRouter initialEntries={[at]}>
          <main>
            <h1>Settings</h1>
            <WebChat />
          </main>
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
  return { here, sent, ...shown };
}

function piece(title: string): string | null | undefined {
  return screen.getByRole("heading", { name: title, level: 4 }).parentElement?.querySelector("code")
    ?.textContent;
}

async function violations(element: Element): Promise<string[]> {
  const found = await axe.run(element, { rules: { "color-contrast": { enabled: false } }, iframes: false });
  return found.violations.map(({ id }) => id);
}

const frame = () => screen.getByTitle<HTMLIFrameElement>("Preview of the chat of The Shop");
const preview = () => new URL(frame().src);

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => vi.unstubAllGlobals());

test("each snippet says when it is the right one, and can be copied by its name", async () => {
  const { container } = show();
  const user = userEvent.setup();
  await screen.findByRole("heading", { name: "Put it on your website" });
  expect(piece("Script tag")).toBe(PINNED);
  expect(piece("Script tag that updates itself")).toBe(TAG);
  expect(piece("Custom element")).toBe(ELEMENT);
  expect(piece("Content Security Policy")).toBe(
    `script-src ${location.origin}; connect-src ${location.origin}; img-src ${location.origin}`,
  );
  screen.getByText(/For most sites: one line before/);
  await user.click(screen.getByRole("button", { name: "Copy: Script tag" }));
  await screen.findByRole("button", { name: "Copied: Script tag" });
  expect(await navigator.clipboard.readText()).toBe(PINNED);
  expect(await violations(container)).toEqual([]);
});

test("language, side and colour change the snippets and the preview", async () => {
  show();
  const user = userEvent.setup();
  await screen.findByText("How it looks");
  expect(frame().getAttribute("sandbox")).toBe("allow-scripts allow-same-origin allow-forms allow-popups");
  expect(Object.fromEntries(preview().searchParams)).toEqual({ page: "shop", lang: "en" });
  expect(screen.queryByRole("heading", { name: "Colour" })).toBeNull();
  await user.selectOptions(screen.getByLabelText("Language"), "Deutsch");
  await user.selectOptions(screen.getByLabelText("Side"), "Left");
  fireEvent.change(screen.getByLabelText("Colour"), { target: { value: "#ffd400" } });
  expect(piece("Script tag")).toContain(' data-page="shop" data-lang="de" data-dir="rtl" async>');
  expect(piece("npm package")).toContain(' lang="de" dir="rtl"></sharewell-chat>');
  expect(piece("Colour")).toContain("--sharewell-on-accent: #000000");
  await waitFor(() =>
    expect(Object.fromEntries(preview().searchParams)).toEqual({
      ...{ page: "shop", lang: "de", side: "left", accent: "#ffd400", "on-accent": "#000000" },
    }),
  );
  await user.click(screen.getByRole("button", { name: "The chat’s own colour" }));
  expect(screen.queryByRole("heading", { name: "Colour" })).toBeNull();
});

test("everything is reached and done by keys, in the order it is read", async () => {
  show();
  const user = userEvent.setup();
  await screen.findByText("How it looks");
  const passed: string[] = [];
  screen.getByLabelText("Language").focus();
  for (let step = 0; step < 8; step++) {
    await user.tab();
    const here = document.activeElement;
    passed.push(here?.getAttribute("aria-label") ?? here?.getAttribute("title") ?? here?.textContent ?? "");
  }
  expect(passed.filter((name) => name.includes(":"))).toEqual([
    "Copy: Script tag",
    "Copy: Script tag that updates itself",
    "Copy: Custom element",
    "Copy: npm package",
    "Copy: Content Security Policy",
  ]);
  expect(passed.at(-1)).toBe("Make a new one");
  await user.keyboard("{Enter}");
  screen.getByRole("dialog", { name: "Make a new secret?" });
  await user.keyboard("{Escape}");
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Make a new one" })),
  );
});

test("under another address than the desk’s own there is no preview, and it says why", async () => {
  show({ setup: { desk: "https://desk.example" } });
  await screen.findByText("The preview works only where the desk is opened as https://desk.example.");
  expect(document.querySelector("iframe")).toBeNull();
});

test("a page without a chat is offered one", async () => {
  const { here, sent, container } = show({ setup: { connected: false, identify: false }, channels: [] });
  const user = userEvent.setup();
  await screen.findByRole("heading", { name: "This page has no chat yet" });
  expect(screen.queryByText("Put it on your website")).toBeNull();
  expect(await violations(container)).toEqual([]);
  await user.type(screen.getByLabelText("Sites with the chat"), "https://www.example.com");
  await user.selectOptions(screen.getByLabelText("E-mail address before the chat"), "Needed");
  here.setup = SETUP;
  here.channels = [CHAT];
  await user.click(screen.getByRole("button", { name: "Connect the chat" }));
  await screen.findByRole("heading", { name: "Put it on your website" });
  expect(sent).toEqual([
    {
      path: "/shop/channels",
      body: {
        platform: "chat",
        values: { origins: "https://www.example.com", name: "no", email: "need", shown_as: "page" },
      },
    },
  ]);
  expect(announcement.get().words).toBe("The chat is connected.");
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Web chat", level: 2 })),
  );
});

test("what the desk refuses is told in its words, and what was typed stays", async () => {
  const error = { code: "invalid", message: "'example' is not a site.", details: {} };
  show({
    setup: { connected: false },
    channels: [],
    posted: () => Response.json({ error }, { status: 422 }),
  });
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("Sites with the chat"), "example");
  await user.click(screen.getByRole("button", { name: "Connect the chat" }));
  expect((await screen.findByRole("alert")).textContent).toBe("'example' is not a site.");
  expect(screen.getByLabelText("Sites with the chat")).toHaveProperty("value", "example");
});

test("the sites begin with what is stored, and are saved when they were changed", async () => {
  const { sent } = show();
  const user = userEvent.setup();
  const sites = await screen.findByLabelText<HTMLTextAreaElement>("Sites with the chat");
  expect(sites.value).toBe("https://www.example.com\nhttps://example.com");
  expect(screen.getByLabelText("Replies come from")).toHaveProperty("value", "first name");
  const save = screen.getByRole("button", { name: "Save" });
  expect(save).toHaveProperty("disabled", true);
  await user.type(sites, "{Enter}https://shop.example");
  await user.click(save);
  await waitFor(() => expect(announcement.get().words).toBe("Saved. Open chats follow within seconds."));
  expect(sent[0]?.body).toMatchObject({
    values: { origins: "https://www.example.com\nhttps://example.com\nhttps://shop.example", name: "ask" },
  });
});

test("a stored secret is never shown; a new one is asked about first, and shown once", async () => {
  const { sent } = show({ posted: () => Response.json({ secret: "f00d" }, { status: 201 }) });
  const user = userEvent.setup();
  await screen.findByText("A secret is set. It is kept sealed and never shown.");
  await user.click(screen.getByRole("button", { name: "Make a new one" }));
  const dialog = screen.getByRole("dialog", { name: "Make a new secret?" });
  expect(sent).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Make a new one" }));
  await screen.findByText("f00d");
  expect(sent).toEqual([{ path: "/shop/widget/secret", body: null }]);
});

test("the first secret replaces nothing, so nothing is asked", async () => {
  show({
    setup: { identify: false },
    posted: () => Response.json({ secret: "f00d" }, { status: 201 }),
  });
  await screen.findByText("No secret is set: every visitor is anonymous.");
  await userEvent.click(screen.getByRole("button", { name: "Make a secret" }));
  await screen.findByText("f00d");
});

test("a desk without a built script says so, and offers neither code nor preview", async () => {
  show({ setup: { built: false } });
  await screen.findByText(/isn’t built on this desk/);
  expect(screen.queryByText("Put it on your website")).toBeNull();
  expect(document.querySelector("iframe")).toBeNull();
});

test("the page can be chosen, and is in the address", async () => {
  show({}, "/settings/web-chat?page=cafe");
  await screen.findByTitle("Preview of the chat of The Café");
  await userEvent.selectOptions(screen.getByLabelText("Page"), "The Shop");
  await screen.findByTitle("Preview of the chat of The Shop");
});
