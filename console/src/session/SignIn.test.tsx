import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, expect, test, vi } from "vitest";

import { createQueries } from "../app/queries";
import { t } from "../texts";
import { SignIn } from "./SignIn";

afterEach(() => vi.unstubAllGlobals());

const problem = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message, details: {} } }, { status });

function desk(answers: readonly Response[], name: string | null = null) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.url.endsWith("/oidc")) return Response.json({ name });
    sent.push(await request.json());
    return answers[sent.length - 1] ?? problem(500, "internal", "Too many questions.");
  });
  return sent;
}

function shown(address = "/comment/7") {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter initialEntries={[address]}>
        <SignIn />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

async function typed(): Promise<void> {
  await userEvent.type(screen.getByLabelText("E-mail address"), "ada@example.org");
  await userEvent.type(screen.getByLabelText("Password"), "correct horse battery{Enter}");
}

test("where a second factor is needed the code is asked for, and sent with the password", async () => {
  const sent = desk([problem(401, "code_needed", "Now the code."), Response.json({ user: {}, pages: [] })]);
  const { container } = shown();
  await typed();
  const code = await screen.findByLabelText("Code from the app, or a recovery code");
  expect(document.activeElement).toBe(code);
  expect(screen.queryByRole("alert")).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.type(code, "123456{Enter}");
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({ email: "ada@example.org", password: "correct horse battery", code: "123456" });
});

test("a wrong code is said, and the way back leads to the password", async () => {
  desk([problem(401, "code_needed", "Now the code."), problem(403, "wrong_code", "This code is not right.")]);
  shown();
  await typed();
  await userEvent.type(await screen.findByLabelText(/Code from the app/), "1{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("This code is not right.");
  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByLabelText<HTMLInputElement>("E-mail address").value).toBe("ada@example.org");
});

test("the company's sign-in is offered where it is set up, and leads back to where one was", async () => {
  desk([], "Example Ltd");
  shown("/articles/returns");
  const link = await screen.findByRole("link", { name: "Sign in with Example Ltd" });
  expect(link.getAttribute("href")).toBe("/api/v1/oidc/start?from=%2Farticles%2Freturns");
});

test("without one there is no button for it", async () => {
  desk([], null);
  shown();
  await screen.findByRole("button", { name: "Sign in" });
  expect(screen.queryByRole("link")).toBeNull();
});

test.each(Object.entries(t.account.signOn.reasons))("“%s” is told in a sentence", (reason, sentence) => {
  desk([]);
  shown(`/?sign-on=${reason}`);
  expect(screen.getByRole("alert").textContent).toBe(sentence);
});

test("a reason that nobody knows brings no words of strangers onto the screen", () => {
  desk([]);
  shown("/?sign-on=Call%20555%20now");
  expect(screen.getByRole("alert").textContent).toBe(t.account.signOn.failed);
});

test("whoever forgot their password is told whom to ask, and types no address for it", async () => {
  desk([]);
  shown();
  expect(await screen.findByText(/Forgot your password.*Ask an administrator of your desk/)).toBeTruthy();
});
