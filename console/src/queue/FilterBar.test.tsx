import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import { beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { MeContext } from "../session/me";
import { FilterBar } from "./FilterBar";
import { viewDialog } from "./views/dialog";
import { ViewsList } from "./views/ViewsList";

const me = {
  user: { id: "g", name: "Grace", role: "approver" },
  counts: { waiting: 12, problems: 2 },
  pages: [
    { id: "p", name: "Fernhill" },
    { id: "q", name: "Galebridge" },
  ],
} as unknown as Me;

function Here() {
  return <p data-testid="here">{useLocation().search}</p>;
}
const address = (): string => screen.getByTestId("here").textContent;

function show(search: string) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[`/${search}`]}>
        <MeContext value={me}>
          <FilterBar total={1} />
          <ViewsList />
          <Here />
        </MeContext>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  viewDialog.set(null);
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  vi.stubGlobal("fetch", (request: Request) => {
    const views = [{ id: "v", name: "Hot", query: { severity: "3" }, shared: true, mine: true }];
    return Promise.resolve(
      Response.json(request.url.endsWith("/views") ? { items: views } : { items: [], total: 3 }),
    );
  });
});

test("each filter that is set is a chip that takes it away", async () => {
  show("?intent=complaint&unsure=true&page=p");
  screen.getByRole("button", { name: "Remove the filter Page: Fernhill" });
  screen.getByRole("button", { name: "Remove the filter The bot is unsure" });
  await userEvent.click(screen.getByRole("button", { name: "Remove the filter Kind: Complaint" }));
  expect(address()).toBe("?unsure=true&page=p");
});

test("F opens the filters, and what is chosen stands in the address", async () => {
  show("");
  await screen.findByRole("button", { name: "Filter" });
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Filter" })).toHaveProperty("disabled", false),
  );
  await userEvent.keyboard("f");
  await screen.findByRole("dialog", { name: "Show only" });
  await userEvent.selectOptions(screen.getByLabelText("Page"), "Galebridge");
  await userEvent.click(screen.getByLabelText("Escalated"));
  expect(address()).toBe("?page=q&escalated=true");
});

test("a view is a link with what waits in it, and the one on screen is told", async () => {
  show("?severity=3");
  expect((await screen.findByRole("link", { name: /Hot/ })).getAttribute("aria-current")).toBe("page");
  screen.getByRole("link", { name: "For approval 12" });
  screen.getByRole("link", { name: "Publishing problems 2" });
  await userEvent.click(screen.getByRole("link", { name: /Unsure/ }));
  expect(address()).toBe("?unsure=true");
});

test("a view that is narrowed can be saved, one that has a name need not", async () => {
  show("?intent=complaint");
  await userEvent.click(screen.getByRole("button", { name: "Save this view" }));
  expect(viewDialog.get()).toEqual({ kind: "save" });
});
