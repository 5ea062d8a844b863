import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me, Team as People } from "../api/types";
import { createQueries } from "../app/queries";
import { MeContext } from "../session/me";
import SettingsScreen from "./SettingsScreen";

const PEOPLE: People = {
  people: [
    {
      id: "u1",
      name: "Ada",
      email: "ada@example.org",
      role: "admin",
      pages: {},
      on: true,
      created_at: "2026-01-01T00:00:00Z",
      has_password: true,
    },
    {
      id: "u2",
      name: "Kit",
      email: "kit@example.org",
      role: "drafter",
      pages: { shop: "none" },
      on: true,
      created_at: "2026-01-01T00:00:00Z",
      has_password: true,
    },
  ],
  invitations: [
    {
      id: "i1",
      email: "lou@example.org",
      name: null,
      role: "viewer",
      pages: {},
      expires_at: "2020-01-01T00:00:00Z",
    },
  ],
  mails: false,
};
const rules = { all: false, intents: [], least_severity: null, new_staff_days: null };
const voice = { sign_with: null, formality: "neutral", variant: "en-GB", emoji: false };
const shop = {
  id: "shop",
  name: "The Shop",
  role: "admin",
  undo_seconds: 10,
  second_approval: rules,
  voice: { ...voice, prefer: [], avoid: [], contacts: {} },
};
const me = (role: string): Me => ({ user: { id: "u1", name: "Ada", role }, pages: [shop] }) as unknown as Me;

/** A desk whose team is PEOPLE; what it is asked to change is recorded. */
function desk(answer?: () => Response) {
  const sent: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (request.method === "GET") return Response.json(PEOPLE);
    const text = await request.text();
    sent.push({ method: request.method, path, body: text ? (JSON.parse(text) as unknown) : null });
    if (answer) return answer();
    if (path.includes("/invitations")) {
      const made = { id: "i2", email: "new@example.org", expires_at: "2026-12-01T00:00:00Z" };
      return Response.json({ ...made, link: "https://desk.example/welcome/secret" });
    }
    return Response.json(path.startsWith("/api/v1/pages") ? shop : PEOPLE);
  });
  return sent;
}

function show(path: string, role = "admin") {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={me(role)}>
        <MemoryRouter initialEntries={[path]}>
          <Routes>
            <Route path="/settings" element={<SettingsScreen />} />
            <Route path="/settings/:section" element={<SettingsScreen />} />
          </Routes>
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  // What jsdom lacks: a dialog asks for the one, axe for the other.
  vi.stubGlobal("CSS", { escape: (name: string) => name });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => vi.unstubAllGlobals());

test("the team is there for administrators of the whole desk only", async () => {
  desk();
  show("/settings", "approver");
  await screen.findByRole("link", { name: "The Shop" });
  expect(screen.queryByRole("link", { name: "Team" })).toBeNull();
});

test("every person has a role to choose, and everything has a name", async () => {
  const sent = desk();
  const { container } = show("/settings/team");
  await userEvent.selectOptions(
    await screen.findByRole("combobox", { name: "Role of Kit" }),
    "Approver: approves and edits articles",
  );
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({
    method: "PATCH",
    path: "/api/v1/team/u2",
    body: { role: "approver", on: null },
  });
  expect(screen.getByText("1 page differs")).toBeTruthy();
  expect(screen.getByText("The link has expired")).toBeTruthy();
  const found = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(found.violations.map(({ id }) => id)).toEqual([]);
});

test("what the desk refuses is said beside the person", async () => {
  const message = "This is the last administrator. Make somebody else an administrator first.";
  desk(() => Response.json({ error: { code: "conflict", message, details: {} } }, { status: 409 }));
  show("/settings/team");
  await userEvent.click(await screen.findByRole("button", { name: "Switch off: Ada" }));
  expect((await screen.findByRole("alert")).textContent).toBe(message);
});

test("a page is hidden from somebody, or shown again", async () => {
  const sent = desk();
  show("/settings/team");
  await userEvent.click(await screen.findByRole("button", { name: "Pages of Kit" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Pages of Kit" }));
  await userEvent.selectOptions(dialog.getByRole("combobox", { name: "Role on The Shop" }), "As everywhere");
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({ method: "PUT", path: "/api/v1/team/u2/pages/shop", body: { role: null } });
});

test("an invitation gives a link to send; without any page it can’t be made", async () => {
  const sent = desk();
  show("/settings/team");
  await userEvent.click(await screen.findByRole("button", { name: "Invite somebody" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Invite somebody" }));
  await userEvent.type(dialog.getByRole("textbox", { name: "E-mail address" }), "new@example.org");
  await userEvent.selectOptions(dialog.getByRole("combobox", { name: "Role" }), "Single pages only");
  const submit = dialog.getByRole("button", { name: "Make the link" });
  expect(submit).toHaveProperty("disabled", true);
  await userEvent.selectOptions(dialog.getByRole("combobox", { name: "Role on The Shop" }), "Approver");
  await userEvent.click(submit);
  await screen.findByText("https://desk.example/welcome/secret");
  expect(sent[0]?.body).toEqual({
    email: "new@example.org",
    name: null,
    role: "none",
    pages: { shop: "approver" },
  });
});

test("a page’s rules for a second approval are saved with it", async () => {
  const sent = desk();
  show("/settings");
  await userEvent.click(await screen.findByRole("checkbox", { name: "Complaints" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: /from severity/ }), "3: accusation");
  await userEvent.type(screen.getByRole("textbox", { name: /new colleagues/ }), "30");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toMatchObject({
    second_approval: { all: false, intents: ["complaint"], least_severity: 3, new_staff_days: 30 },
  });
});

test("a link to a new password is made to copy, and shown", async () => {
  const until = "2026-12-01T00:00:00Z";
  const made = { email: "kit@example.org", expires_at: until, mailed: false, why_not: null };
  const sent = desk(() => Response.json({ ...made, link: "https://desk.example/new-password/secret" }));
  show("/settings/team");
  await userEvent.click(await screen.findByRole("button", { name: "Reset password of Kit" }));
  const dialog = screen.getByRole("dialog", { name: "A new password for Kit" });
  expect(within(dialog).queryByRole("button", { name: /Mail a link/ })).toBeNull();
  await userEvent.click(within(dialog).getByRole("button", { name: "Make a link to copy" }));
  expect(await within(dialog).findByText("https://desk.example/new-password/secret")).toBeTruthy();
  expect(sent).toEqual([{ method: "POST", path: "/api/v1/people/u2/password-link", body: { mail: false } }]);
  expect((await axe.run(dialog)).violations).toEqual([]);
});

test("where the desk can mail, the link is mailed, or shown with why it wasn't", async () => {
  const made = { email: "kit@example.org", expires_at: "2026-12-01T00:00:00Z" };
  const answers = [
    { ...made, mailed: true, link: null, why_not: null },
    {
      ...made,
      mailed: false,
      link: "https://desk.example/new-password/x",
      why_not: "The mail server is away.",
    },
  ];
  const sent = desk(() => Response.json(answers[sent.length - 1]));
  PEOPLE.mails = true;
  show("/settings/team");
  const open = await screen.findByRole("button", { name: "Reset password of Kit" });
  await userEvent.click(open);
  await userEvent.click(screen.getByRole("button", { name: "Mail a link to kit@example.org" }));
  expect(await screen.findByText(/A link is on its way to kit@example.org/)).toBeTruthy();
  expect(sent[0]?.body).toEqual({ mail: true });
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  await userEvent.click(open);
  await userEvent.click(screen.getByRole("button", { name: "Mail a link to kit@example.org" }));
  expect(await screen.findByText("The mail server is away.")).toBeTruthy();
  expect(screen.getByText("https://desk.example/new-password/x")).toBeTruthy();
  PEOPLE.mails = false;
});

test("nobody resets their own password here, nor one of who is switched off or has none", async () => {
  desk();
  const [, kit] = PEOPLE.people;
  const others = [
    { ...kit, id: "u3", name: "Sam", has_password: false },
    { ...kit, id: "u4", name: "Lou", on: false },
  ] as People["people"];
  PEOPLE.people.push(...others);
  show("/settings/team");
  await screen.findByRole("button", { name: "Reset password of Kit" });
  const named = screen.getAllByRole("button", { name: /^Reset password/ });
  expect(named.map((one) => one.getAttribute("aria-label"))).toEqual(["Reset password of Kit"]);
  PEOPLE.people.splice(2);
});
