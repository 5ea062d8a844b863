import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Link, MemoryRouter, Route, Routes } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Article, Me } from "../../api/types";
import { createQueries } from "../../app/queries";
import { MeContext } from "../../session/me";
import EditForm from "./EditForm";
import { dropUnsaved, unsaved } from "./unsaved";

const ARTICLE: Article = {
  id: "returns",
  page_id: null,
  title: "Return an item",
  topic: "orders",
  url: null,
  incident: false,
  valid_from: null,
  valid_until: null,
  updated_at: "2026-03-01T10:00:00Z",
  updated_by: "Ada",
  source: null,
  body: "You have **thirty** days.",
  answer: null,
  questions: ["Can I send it back?"],
  audience: { country: "UK" },
  revision: 3,
  deleted_at: null,
};
const ME = {
  user: { id: "u1", name: "Sam", email: "sam@example.org", role: "approver" },
  pages: [],
  counts: { waiting: 0, problems: 0 },
} as unknown as Me;

/** A desk with one article; `answer` is what it says to the next save. */
function desk(answer?: (body: Record<string, unknown>) => Response) {
  const sent: { method: string; path: string; body: Record<string, unknown> }[] = [];
  const state = { article: ARTICLE };
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    const body = request.method === "GET" ? {} : ((await request.json()) as Record<string, unknown>);
    if (request.method !== "GET") sent.push({ method: request.method, path, body });
    if (path.endsWith("/dismiss")) return new Response(null, { status: 204 });
    if (path.endsWith("/suggestions")) {
      const own = { question: "How do I return an item?", comment_id: null, comments: 0 };
      return Response.json({ items: [own, { question: "Can it go back?", comment_id: "c1", comments: 2 }] });
    }
    if (path === "/api/v1/articles")
      return Response.json({ items: [], total: 0, topics: ["orders"], near: [] });
    if (request.method === "PUT") {
      if (answer) return answer(body);
      state.article = { ...state.article, ...body, revision: 4 };
    }
    return Response.json(state.article);
  });
  return { sent, state };
}

function show() {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={ME}>
        <MemoryRouter initialEntries={["/articles/returns/edit"]}>
          <Link to="/elsewhere">Elsewhere</Link>
          <Routes>
            <Route path="/articles/:id/edit" element={<EditForm article={ARTICLE} />} />
            <Route path="/elsewhere" element={<p>Another screen</p>} />
          </Routes>
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

const title = (): HTMLElement => screen.getByRole("textbox", { name: "Title" });

beforeEach(() => {
  // What jsdom lacks: a dialog asks for the one, axe for the other.
  vi.stubGlobal("CSS", { escape: (name: string) => name });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterEach(() => {
  dropUnsaved("returns");
  vi.unstubAllGlobals();
});

test("Ctrl+S saves all fields on the revision that was seen", async () => {
  const { sent } = desk();
  show();
  await userEvent.type(title(), " (UK)");
  await userEvent.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ method: "PUT", path: "/api/v1/articles/returns" });
  expect(sent[0]?.body).toMatchObject({
    revision: 3,
    title: "Return an item (UK)",
    audience: { country: "UK" },
  });
  await screen.findByText("Saved. The next draft can use it.");
});

test("the preview shows what is typed as it reads", async () => {
  desk();
  show();
  await userEvent.type(screen.getByRole("textbox", { name: "Text" }), " Use the **box**.");
  const preview = screen.getByRole("region", { name: "Preview" });
  await within(preview).findByText("box");
  expect(within(preview).getByText("box").tagName).toBe("STRONG");
});

test("an error stands beside its field, which gets the focus", async () => {
  const fields = { url: "The address must start with https://." };
  desk(() =>
    Response.json({ error: { code: "invalid", message: "No.", details: { fields } } }, { status: 422 }),
  );
  show();
  await userEvent.type(title(), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(fields.url);
  const url = screen.getByRole("textbox", { name: "Address on your site" });
  await waitFor(() => expect(document.activeElement).toBe(url));
  expect(url.getAttribute("aria-invalid")).toBe("true");
});

test("who was slower sees both versions, chooses, and saves on what the other made", async () => {
  let refused = false;
  const { sent, state } = desk((body) => {
    if (!refused) {
      refused = true;
      state.article = { ...ARTICLE, title: "Returns", topic: "after buying", revision: 4, updated_by: "Mia" };
      const error = {
        code: "article_changed",
        message: "Mia changed this article.",
        details: { revision: 4 },
      };
      return Response.json({ error }, { status: 409 });
    }
    state.article = { ...state.article, ...body, revision: 5 };
    return Response.json(state.article);
  });
  show();
  await userEvent.type(title(), " (UK)");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Mia saved this article while you were editing");
  screen.getByRole("radio", { name: "Keep what Mia wrote" });
  await userEvent.click(screen.getByRole("button", { name: "Put them together" }));
  expect(title()).toHaveProperty("value", "Return an item (UK)");
  expect(screen.getByRole("combobox", { name: "Topic" })).toHaveProperty("value", "after buying");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.body).toMatchObject({ revision: 4, title: "Return an item (UK)", topic: "after buying" });
});

test("a link asks before it leads away from what is not saved", async () => {
  desk();
  show();
  await userEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
  await screen.findByText("Another screen");
});

test("whoever stays keeps what was typed, and whoever leaves is let go", async () => {
  desk();
  show();
  await userEvent.type(title(), "!");
  await userEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
  await userEvent.click(await screen.findByRole("button", { name: "Stay" }));
  expect(title()).toHaveProperty("value", "Return an item!");
  await userEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
  await userEvent.click(await screen.findByRole("button", { name: "Leave without saving" }));
  await screen.findByText("Another screen");
  expect(unsaved.get().has("returns")).toBe(false);
});

test("what was typed is there again after the browser's back button", async () => {
  desk();
  const first = show();
  await userEvent.type(title(), "!");
  first.unmount();
  show();
  expect(title()).toHaveProperty("value", "Return an item!");
});

test("a suggested question is added to the others, or put away for good", async () => {
  const { sent } = desk();
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Add “Can it go back?”" }));
  expect(screen.getByRole("textbox", { name: "Question 2" })).toHaveProperty("value", "Can it go back?");
  expect(screen.queryByRole("button", { name: "Add “Can it go back?”" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Not useful: “How do I return an item?”" }));
  await screen.findByText("Nothing to suggest now.");
  expect(sent[0]?.body).toEqual({ question: "How do I return an item?" });
});

test("the form has no accessibility violations that a machine finds", async () => {
  desk();
  const { container } = show();
  await screen.findByRole("button", { name: "Add “Can it go back?”" });
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ""}`)).toEqual([]);
});
