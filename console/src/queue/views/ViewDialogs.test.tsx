import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../../api/types";
import { useStore } from "../../parts/store";
import { MeContext } from "../../session/me";
import type { SavedView } from "../contract";
import { viewDialog } from "./dialog";
import ViewDialogs from "./ViewDialogs";
import { ViewsList } from "./ViewsList";

const asked: { method: string; path: string; body: unknown }[] = [];
const HOT: SavedView = { id: "v", name: "Hot", query: { severity: "3" }, shared: false, mine: true };
let saved: SavedView[];

beforeEach(() => {
  viewDialog.set(null);
  asked.length = 0;
  saved = [HOT];
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== "GET") {
      asked.push({ method: request.method, path: pathname, body: await request.json() });
    }
    return Response.json(pathname.endsWith("/views") ? { items: saved } : { items: [], total: 0 });
  });
});

function Dialogs() {
  const asked = useStore(viewDialog);
  return asked && <ViewDialogs asked={asked} onClose={() => viewDialog.set(null)} />;
}

function show(role: string) {
  const me = { user: { id: "g", name: "Grace", role }, counts: { waiting: 0, problems: 0 }, pages: [] };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <MeContext value={me as unknown as Me}>
          <ViewsList />
          <Dialogs />
        </MeContext>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("one's own view is renamed and shared, its filters stay", async () => {
  show("drafter");
  await userEvent.click(await screen.findByRole("button", { name: "Rename or share the view “Hot”" }));
  const name = screen.getByRole("textbox");
  await userEvent.clear(name);
  await userEvent.type(name, " Angry ");
  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(viewDialog.get()).toBeNull());
  expect(asked).toEqual([
    { method: "PATCH", path: "/api/v1/views/v", body: { name: "Angry", shared: true } },
  ]);
});

test("a view of a colleague's is left alone, but for an administrator, who is told whose it is", async () => {
  saved = [{ ...HOT, shared: true, mine: false }];
  show("drafter");
  await screen.findByRole("link", { name: /Hot/ });
  expect(screen.queryByRole("button", { name: /Rename/ })).toBeNull();
  cleanup();
  show("admin");
  await userEvent.click(await screen.findByRole("button", { name: /Rename/ }));
  screen.getByText(/A colleague saved it/);
});

test("whoever may not share still may take back what is shared", async () => {
  saved = [{ ...HOT, shared: true }];
  show("viewer");
  await userEvent.click(await screen.findByRole("button", { name: /Rename/ }));
  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(asked[0]?.body).toEqual({ name: "Hot", shared: false }));
});
