import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";

import { createQueries } from "../../app/queries";
import { announcement } from "../../live/announce";
import type { Platform, PlatformField, Standing } from "./channels";
import { Platforms } from "./Platforms";

const field = (name: string, label: string, more: Partial<PlatformField> = {}): PlatformField => ({
  ...{ name, label, help: "", secret: false, required: true, kind: "text", default: "", choices: [] },
  ...more,
});

const FACEBOOK: Platform = {
  id: "facebook",
  name: "Facebook",
  fields: [
    field("account_id", "Page ID", { help: "On the page, About." }),
    field("token", "Page access token", { secret: true }),
    field("verify_token", "Verify token", { secret: true }),
    field("team", "Colleagues", { required: false }),
    field("held", "Read what waits", { kind: "flag", required: false, default: "true" }),
    field("version", "API version", { default: "v25.0" }),
    field("over", "Signed over", { default: "prefixed", choices: ["prefixed", "body"], required: false }),
  ],
  ...{ webhook: true, fetches: true, posts: true, private: true, moderation: ["hide"], link_note: "" },
};
const LINKEDIN: Platform = {
  ...FACEBOOK,
  ...{ id: "linkedin", name: "LinkedIn", fields: [field("organization", "Page number")] },
};

const STANDING: Standing = {
  ...{ id: "k1", platform: "facebook", name: "Facebook", account: "The Shop on Facebook" },
  config: { account_id: "4711", version: "v24.0" },
  connected: true,
  webhook_url: "https://desk.example/hooks/k1",
  ...{ expires_at: null, checked_at: null, fetched_at: null, next_fetch_at: null, last_event_at: null },
  ...{ last_reply_at: null, silent_since: null, trouble: null, reason: null, trouble_since: null },
  ...{ blocked_until: null, put_off: 0, unread: 0, unreadable: 0, refused: 0, refused_at: null },
};

interface Sent {
  what: string;
  body: unknown;
}

/** A desk with these connections; what else it answers, by method and the path's end. */
function desk(connections: Standing[], answers: Record<string, () => Response> = {}) {
  const sent: Sent[] = [];
  const here = { connections };
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname.replace("/api/v1", "");
    const what = `${request.method} ${path}`;
    if (request.method !== "GET") {
      const text = await request.text();
      sent.push({ what, body: text ? JSON.parse(text) : null });
    }
    const answer = answers[what];
    if (answer) return answer();
    if (what === "GET /platforms") return Response.json({ platforms: [FACEBOOK, LINKEDIN] });
    if (what === "GET /pages/shop/channels") return Response.json(here);
    return new Response(null, { status: 204 });
  });
  return { sent, here };
}

function show() {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter>
        <main>
          <h2>Connections</h2>
          <Platforms page="shop" />
        </main>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

const refused =
  (message: string, details: object = {}) =>
  () =>
    Response.json({ error: { code: "invalid", message, details } }, { status: 422 });
const violations = async (element: Element) => {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
  return (await axe.run(element, { rules })).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

afterEach(() => {
  vi.unstubAllGlobals();
  announcement.set({ words: "", count: 0 });
});

async function openForm() {
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Connect a platform" }));
  await press("Facebook");
  return screen.findByRole("dialog", { name: "Connect Facebook" });
}

async function fillIn() {
  await userEvent.type(screen.getByLabelText("Page ID"), "4711");
  await userEvent.type(screen.getByLabelText("Page access token"), "secret");
  await userEvent.type(screen.getByLabelText("Verify token"), "our-word");
}

test("a page without a connection is invited to make one", async () => {
  desk([]);
  const { container } = show();
  await screen.findByText("Not connected to a platform yet");
  expect(await violations(container)).toEqual([]);
});

test("a card says in words how a connection stands and what came and went", async () => {
  desk([
    {
      ...STANDING,
      ...{ trouble: "token", reason: "Facebook no longer accepts the token.", put_off: 2, unread: 1 },
      ...{ refused: 3, refused_at: "2026-11-01T10:00:00Z", next_fetch_at: "2026-11-01T10:00:00Z" },
    },
  ]);
  const { container } = show();
  await screen.findByText("Credentials are dead: reconnect");
  screen.getByText("The Shop on Facebook");
  screen.getByText("Facebook no longer accepts the token.");
  screen.getByText("2 replies are put off; they leave as soon as the connection works.");
  screen.getByText("1 delivery waits to be read.");
  screen.getByText(/3 deliveries with a wrong signature were refused, the last 1 Nov 2026/);
  screen.getByText("any moment");
  expect(screen.getAllByText("never")).toHaveLength(3);
  screen.getByText("https://desk.example/hooks/k1");
  expect(await violations(container)).toEqual([]);
});

test("checking now says what came of it", async () => {
  const after = { ...STANDING, trouble: "rate", blocked_until: "2099-01-01T14:05:00Z" };
  const { sent } = desk([STANDING], {
    "POST /pages/shop/channels/k1/check": () => Response.json({ connections: [after] }),
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Check Facebook now" }));
  await waitFor(() => expect(announcement.get().words).toMatch(/^Facebook: Too much at once, goes on at/));
  expect(sent).toEqual([{ what: "POST /pages/shop/channels/k1/check", body: null }]);
});

test("what could not be read is read again", async () => {
  desk([{ ...STANDING, unreadable: 4 }], {
    "POST /pages/shop/channels/k1/replay": () => Response.json({ count: 4 }),
  });
  show();
  await screen.findByText(/4 deliveries could not be read. Nothing is lost/);
  await press("Read again what Facebook delivered");
  await screen.findByText("4 deliveries are being read again.");
});

test("disconnecting says what will happen and does nothing before that was confirmed", async () => {
  const { sent } = desk([{ ...STANDING, put_off: 1 }]);
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Disconnect Facebook" }));
  const dialog = screen.getByRole("dialog", { name: "Disconnect Facebook?" });
  within(dialog).getByText(/The credentials are forgotten.* 1 approved reply waits until you connect again/);
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "Disconnect" }));
  await waitFor(() => expect(sent).toEqual([{ what: "DELETE /pages/shop/channels/k1", body: null }]));
  await waitFor(() => expect(announcement.get().words).toBe("Facebook is disconnected."));
});

test("the form is drawn from the platform’s fields, and works by keyboard alone", async () => {
  desk([]);
  show();
  await screen.findByText("Not connected to a platform yet");
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("Facebook");
  await userEvent.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Connect Facebook" });
  expect(document.activeElement).toBe(within(dialog).getByLabelText("Page ID"));
  within(dialog).getByText("On the page, About.");
  expect(within(dialog).getByLabelText<HTMLInputElement>("Page access token").type).toBe("password");
  within(dialog).getByLabelText("Colleagues (optional)");
  expect(within(dialog).getByLabelText<HTMLInputElement>("API version").value).toBe("v25.0");
  expect(within(dialog).getByLabelText<HTMLInputElement>("Read what waits").checked).toBe(true);
  expect(within(dialog).getByLabelText<HTMLSelectElement>("Signed over (optional)").value).toBe("prefixed");
  expect(
    within(dialog).getByText("Advanced").closest("details")?.contains(screen.getByLabelText("API version")),
  ).toBe(true);
  expect(await violations(dialog)).toEqual([]);
});

test("while the platform is asked that is said; then stands what to enter there, and that comments come", async () => {
  let answer: (response: Response) => void = () => undefined;
  const { sent, here } = desk([]);
  const plain = fetch;
  vi.stubGlobal("fetch", (request: Request) =>
    request.method === "POST"
      ? plain(request).then(() => new Promise<Response>((resolve) => (answer = resolve)))
      : plain(request),
  );
  const dialog = await openForm();
  await fillIn();
  await press("Connect");
  await within(dialog).findByText("Facebook is being asked. This can take half a minute.");
  here.connections = [STANDING];
  answer(Response.json({ id: "k1" }, { status: 201 }));
  await screen.findByRole("dialog", { name: "Facebook is connected" });
  await screen.findByText("The first comments are being fetched.");
  expect(within(screen.getByRole("dialog")).getByText("https://desk.example/hooks/k1")).toBeTruthy();
  screen.getByText("our-word");
  expect(document.activeElement?.textContent).toBe("Done");
  expect(await violations(screen.getByRole("dialog"))).toEqual([]);
  expect(sent[0]?.body).toEqual({
    platform: "facebook",
    values: {
      ...{ account_id: "4711", token: "secret", verify_token: "our-word", team: "" },
      ...{ held: "true", version: "v25.0", over: "prefixed" },
    },
  });
});

test("what is wrong with a field is told at it, and it has the focus; also one under Advanced", async () => {
  desk([], {
    "POST /pages/shop/channels": refused("API version must be a month.", { field: "version" }),
  });
  await openForm();
  await fillIn();
  await press("Connect");
  await screen.findByText("API version must be a month.");
  expect(document.activeElement).toBe(screen.getByLabelText("API version"));
  expect(screen.getByText("Advanced").closest("details")?.open).toBe(true);
});

test("the platform’s refusal is told in its words, and nothing that was typed is lost", async () => {
  desk([], {
    "POST /pages/shop/channels": refused("Facebook no longer accepts this token.", { trouble: "token" }),
  });
  await openForm();
  await fillIn();
  await press("Connect");
  expect((await screen.findByRole("alert")).textContent).toBe(
    "Facebook could not be connected. Facebook no longer accepts this token.",
  );
  expect(screen.getByLabelText<HTMLInputElement>("Page access token").value).toBe("secret");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByLabelText<HTMLInputElement>("Page ID").value).toBe("4711");
});

test("reconnecting fills in what is known but no secret, and leaves out those that stay", async () => {
  const { sent } = desk([STANDING], {
    "POST /pages/shop/channels": () => Response.json({ id: "k1" }, { status: 201 }),
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Reconnect Facebook" }));
  const dialog = await screen.findByRole("dialog", { name: "Reconnect Facebook" });
  expect(within(dialog).getByLabelText<HTMLInputElement>("Page ID").value).toBe("4711");
  expect(within(dialog).getByLabelText<HTMLInputElement>("API version").value).toBe("v24.0");
  expect(within(dialog).getByLabelText<HTMLInputElement>("Page access token").value).toBe("");
  expect(within(dialog).getAllByText("Stored; leave empty to keep it.")).toHaveLength(2);
  await press("Connect");
  await screen.findByText("As the verify token, enter the same one as before; it is stored here.");
  const { values } = sent[0]?.body as { values: Record<string, string> };
  expect(Object.keys(values)).not.toContain("token");
  expect(values["account_id"]).toBe("4711");
});

test("after disconnecting, secrets are asked for anew", async () => {
  desk([{ ...STANDING, connected: false, webhook_url: null }]);
  show();
  await screen.findByText("Disconnected");
  expect(screen.queryByRole("button", { name: "Check Facebook now" })).toBeNull();
  await press("Reconnect Facebook");
  await screen.findByRole("dialog", { name: "Reconnect Facebook" });
  expect(screen.queryByText(/Stored/)).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Page access token").required).toBe(true);
});

test("only platforms that the page isn’t connected to are offered", async () => {
  desk([STANDING]);
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Connect a platform" }));
  const dialog = screen.getByRole("dialog", { name: "Which platform?" });
  expect(within(dialog).queryByRole("button", { name: "Facebook" })).toBeNull();
  within(dialog).getByRole("button", { name: "LinkedIn" });
});
