import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";

import { createQueries } from "../app/queries";
import AccountScreen from "./AccountScreen";
import type { OwnAccount } from "./queries";

afterEach(() => vi.unstubAllGlobals());

const HERE = { address: "192.0.2.1", via: "password", signed_in_at: "2026-11-01T10:00:00Z" } as const;
const ACCOUNT: OwnAccount = {
  name: "Ada",
  email: "ada@example.org",
  role: "admin",
  has_password: true,
  second_factor_since: null,
  recovery_codes: 0,
  second_factor_missing: false,
  sessions: [
    {
      ...HERE,
      id: "s1",
      device: "Firefox on Linux",
      last_used_at: HERE.signed_in_at,
      current: true,
      new_device: false,
    },
    {
      ...HERE,
      id: "s2",
      device: "Safari on iPhone",
      last_used_at: HERE.signed_in_at,
      current: false,
      new_device: true,
    },
  ],
};

function desk(account: OwnAccount, answers: Record<string, () => Response> = {}) {
  const sent: string[] = [];
  const state = { account };
  vi.stubGlobal("fetch", (request: Request) => {
    const path = `${request.method} ${new URL(request.url).pathname.replace("/api/v1/account", "")}`;
    if (request.method !== "GET") sent.push(path);
    return Promise.resolve(answers[path]?.() ?? Response.json(state.account));
  });
  return { sent, state };
}

function shown() {
  return render(
    <QueryClientProvider client={createQueries()}>
      <main>
        <AccountScreen />
      </main>
    </QueryClientProvider>,
  );
}

test("setting up an app: scan or type, confirm, read the recovery codes", async () => {
  const { state } = desk(ACCOUNT, {
    "POST /second-factor": () =>
      Response.json({ secret: "ABCDEFGHIJ", uri: "otpauth://totp/x", qr: "data:image/svg+xml,%3Csvg/%3E" }),
    "POST /second-factor/confirm": () => Response.json({ codes: ["aaaa-bbbb-cccc", "dddd-eeee-ffff"] }),
  });
  const { container } = shown();
  await userEvent.click(await screen.findByRole("button", { name: "Set up an app" }));
  expect(await screen.findByRole("img", { name: /QR code/ })).toBeTruthy();
  expect(screen.getByText("ABCD EFGH IJ")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  state.account = { ...ACCOUNT, second_factor_since: "2026-11-02T10:00:00Z", recovery_codes: 2 };
  await userEvent.type(screen.getByLabelText("Code from the app"), "123456{Enter}");
  const head = await screen.findByRole("heading", { name: "Your recovery codes" });
  expect(document.activeElement).toBe(head);
  expect(screen.getByText(/aaaa-bbbb-cccc/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "I have kept them" }));
  expect(await screen.findByText(/2 recovery codes are left/)).toBeTruthy();
  expect(screen.queryByText(/aaaa-bbbb-cccc/)).toBeNull();
});

test("switching off asks for a code, and a wrong one is said", async () => {
  const on = { ...ACCOUNT, second_factor_since: "2026-11-02T10:00:00Z", recovery_codes: 1 };
  desk(on, {
    "POST /second-factor/off": () =>
      Response.json({ error: { code: "wrong_code", message: "This code is not right." } }, { status: 403 }),
  });
  shown();
  await userEvent.click(await screen.findByRole("button", { name: "Switch it off" }));
  await userEvent.type(screen.getByLabelText(/Code from the app/), "1{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("This code is not right.");
});

test("browsers are listed by their names, and each but this one can be signed out", async () => {
  const { sent } = desk(ACCOUNT);
  const { container } = shown();
  await screen.findByText("Firefox on Linux");
  expect(screen.queryByRole("button", { name: "Sign out Firefox on Linux" })).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Sign out Safari on iPhone" }));
  await waitFor(() => expect(sent).toEqual(["DELETE /sessions/s2"]));
  await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere else" }));
  await waitFor(() => expect(sent).toContain("DELETE /sessions"));
});

test("a changed password says how many browsers were signed out", async () => {
  desk(ACCOUNT, { "POST /password": () => Response.json({ ended: 1 }) });
  shown();
  await userEvent.type(await screen.findByLabelText("Current password"), "correct horse battery");
  await userEvent.type(screen.getByLabelText("New password"), "another long password{Enter}");
  expect(await screen.findByText(/1 other browser was signed out/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("New password").value).toBe("");
});

test("who signs in with a company account has no password to change", async () => {
  desk({ ...ACCOUNT, has_password: false });
  shown();
  expect(await screen.findByText(/there is no password here/)).toBeTruthy();
});
