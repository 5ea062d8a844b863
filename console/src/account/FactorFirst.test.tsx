import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { createQueries } from "../app/queries";
import { SignedIn } from "../session/SignedIn";

const ME = {
  user: { id: "a", name: "Ada", email: "ada@example.org", role: "admin" },
  counts: { waiting: 0, problems: 0 },
  pages: [],
  second_factor_missing: true,
  sign_ins: [],
} as unknown as Me;
const ACCOUNT = {
  name: "Ada",
  email: "ada@example.org",
  role: "admin",
  has_password: true,
  second_factor_since: null,
  recovery_codes: 0,
  second_factor_missing: true,
  sessions: [],
};
const assign = vi.fn();
let refusal: Response | null;
const left: string[] = [];

beforeEach(() => {
  refusal = null;
  left.length = 0;
  assign.mockClear();
  vi.stubGlobal("location", { href: window.location.href, origin: window.location.origin, assign });
  vi.stubGlobal("fetch", (request: Request) => {
    const path = new URL(request.url).pathname;
    if (request.method === "DELETE") {
      left.push(path);
      return Promise.resolve(refusal ?? new Response(null, { status: 204 }));
    }
    return Promise.resolve(Response.json(path.endsWith("/me") ? ME : ACCOUNT));
  });
  render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter>
        <SignedIn />
      </MemoryRouter>
    </QueryClientProvider>,
  );
});
afterEach(() => vi.unstubAllGlobals());

test("whoever has to set up a second factor can sign out instead", async () => {
  await screen.findByText(/Set yours up to go on/);
  sessionStorage.setItem("typed", "a reply");
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(assign).toHaveBeenCalledWith("/"));
  expect(left).toEqual(["/api/v1/session"]);
  expect(sessionStorage.getItem("typed")).toBeNull();
});

test("a sign-out that did not arrive says so and leaves everything", async () => {
  refusal = Response.json({ error: { code: "unavailable", message: "The desk is busy." } }, { status: 503 });
  await userEvent.click(await screen.findByRole("button", { name: "Sign out" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The desk is busy.");
  expect(assign).not.toHaveBeenCalled();
});
