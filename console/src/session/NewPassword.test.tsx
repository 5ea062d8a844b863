import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, test, vi } from "vitest";

import { createQueries } from "../app/queries";
import NewPassword from "./NewPassword";

afterEach(() => vi.unstubAllGlobals());

const LINK = { name: "Kit", email: "kit@example.org", expires_at: "2026-12-01T00:00:00Z" };
const problem = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message, details: {} } }, { status });

function desk(read: () => Response, set: () => Response = () => new Response(null, { status: 204 })) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    expect(new URL(request.url).pathname).toBe("/api/v1/password-links/secret");
    if (request.method === "GET") return read();
    sent.push(await request.json());
    return set();
  });
  return sent;
}

function shown() {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter initialEntries={["/new-password/secret"]}>
        <Routes>
          <Route path="/new-password/:token" element={<NewPassword />} />
          <Route path="/" element={<p>The sign-in</p>} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("says whose password it is, sets it, and leads to signing in", async () => {
  const sent = desk(() => Response.json(LINK));
  const { container } = shown();
  expect(await screen.findByText(/For Kit, kit@example.org/)).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.type(screen.getByLabelText("New password"), "quiet lantern harbour{Enter}");
  expect(await screen.findByText("Sign in with it now.")).toBeTruthy();
  expect(sent).toEqual([{ password: "quiet lantern harbour" }]);
  await userEvent.click(screen.getByRole("link", { name: "Sign in" }));
  expect(screen.getByText("The sign-in")).toBeTruthy();
});

test("a link that was used says so and asks for nothing", async () => {
  desk(() => problem(404, "link_used", "This link was used already: a link works once."));
  shown();
  expect(await screen.findByText("This link was used already: a link works once.")).toBeTruthy();
  expect(screen.queryByLabelText("New password")).toBeNull();
});

test("a link that works no more by the time it is used says so", async () => {
  desk(
    () => Response.json(LINK),
    () => problem(404, "link_expired", "This link has expired: it worked for 24 hours."),
  );
  shown();
  await userEvent.type(await screen.findByLabelText("New password"), "quiet lantern harbour{Enter}");
  expect(await screen.findByText("This link has expired: it worked for 24 hours.")).toBeTruthy();
});

test("a password that is refused can be typed anew", async () => {
  desk(
    () => Response.json(LINK),
    () => problem(422, "invalid", "The password needs at least 10 characters."),
  );
  shown();
  await userEvent.type(await screen.findByLabelText("New password"), "quiet lantern harbour{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The password needs at least 10 characters.");
  expect(screen.getByLabelText("New password")).toBeTruthy();
});
