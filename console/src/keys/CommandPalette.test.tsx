import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { MeContext } from "../session/me";
import CommandPalette from "./CommandPalette";
import { useKeys } from "./useKeys";

const person = (role: string) =>
  ({ user: { id: "g", name: "Grace", role }, pages: [{ id: "p", name: "Fernhill" }] }) as unknown as Me;

function Comment({ approve }: { approve: () => void }) {
  useKeys({ a: approve, l: vi.fn() });
  const { pathname, search } = useLocation();
  return <p data-testid="here">{pathname + search}</p>;
}

function show(role = "approver", path = "/comment/c1") {
  const approve = vi.fn();
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[path]}>
        <MeContext value={person(role)}>
          <Comment approve={approve} />
          <CommandPalette onClose={onClose} showKeys={vi.fn()} />
        </MeContext>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return { approve, onClose };
}

beforeEach(() => {
  // React Aria asks for it; jsdom has none.
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  vi.stubGlobal("fetch", (request: Request) => {
    const articles = request.url.includes("/articles") ? [{ id: "art", title: "Returns" }] : [];
    return Promise.resolve(Response.json({ items: articles, total: articles.length }));
  });
});

test("it does by name what a key does, and shows the key", async () => {
  const { approve, onClose } = show();
  await userEvent.keyboard("appr");
  const option = await screen.findByRole("option", { name: /Approve and go on/ });
  expect(option.textContent).toContain("A");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(approve).toHaveBeenCalledOnce());
  expect(onClose).toHaveBeenCalledOnce();
});

test("it offers only what something on screen listens to, and what the role may", async () => {
  show("drafter");
  await screen.findByRole("option", { name: /Relabel/ });
  expect(screen.queryByRole("option", { name: /Approve and go on/ })).toBeNull();
  expect(screen.queryByRole("option", { name: /^Snooze,/ })).toBeNull();
});

test("a few letters lead to a view", async () => {
  show();
  await userEvent.keyboard("publ");
  await screen.findByRole("option", { name: /Publishing problems/ });
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId("here").textContent).toBe("/?view=problems"));
});

test("articles are found by the desk", async () => {
  show();
  await userEvent.keyboard("money back");
  await userEvent.click(await screen.findByRole("option", { name: /Returns/ }));
  await waitFor(() => expect(screen.getByTestId("here").textContent).toBe("/articles/art"));
});

test("Escape closes it, whatever was typed", async () => {
  const { onClose } = show();
  await userEvent.keyboard("xyz{Escape}");
  expect(onClose).toHaveBeenCalled();
});
