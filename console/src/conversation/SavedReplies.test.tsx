import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Conversation, Me } from "../api/types";
import { createQueries } from "../app/queries";
import { MeContext } from "../session/me";
import type { SavedReply } from "../words/saved";
import SavedReplies from "./SavedReplies";

const known = { page_id: null, updated_at: "2026-03-01T10:00:00Z", updated_by: "Ada" };
const ITEMS: SavedReply[] = [
  { id: "1", title: "Hours", shortcut: "hours", text: "Hello {{author}}, see {{link}}. {{agent}}", ...known },
  { id: "2", title: "Help", shortcut: "help", text: "We can help.", ...known },
];
const CONVERSATION = { comment: { id: "c1", author: "Bo", page_id: "shop" } } as unknown as Conversation;
const ME = { user: { name: "Sam" }, pages: [{ id: "shop", name: "The Shop" }] } as unknown as Me;

function Desk() {
  const editor = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  return (
    <>
      <textarea
        ref={editor}
        aria-label="Reply"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SavedReplies conversation={CONVERSATION} editor={editor} onText={setText} />
    </>
  );
}

const field = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "Reply" });

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ items: ITEMS })));
  render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={ME}>
        <Desk />
      </MeContext>
    </QueryClientProvider>,
  );
});
afterEach(() => vi.unstubAllGlobals());

test("a semicolon and a shortcut put the text in, filled, with what is left to fill selected", async () => {
  await userEvent.type(field(), "Thanks! ;ho");
  await screen.findByRole("list", { name: "Saved replies to put in" });
  await userEvent.keyboard("{Enter}");
  expect(field().value).toBe("Thanks! Hello Bo, see {{link}}. Sam");
  await vi.waitFor(() =>
    expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe("{{link}}"),
  );
});

test("arrows choose among several, and Escape leaves what was typed", async () => {
  await userEvent.type(field(), ";h");
  await screen.findByText("Help");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(field().value).toBe("We can help.");
  await userEvent.type(field(), " ;h");
  await screen.findByText("Help");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText("Help")).toBeNull();
  expect(field().value).toBe("We can help. ;h");
});

test("the list opens by a button as well", async () => {
  await userEvent.click(screen.getByRole("button", { name: /^Saved replies/ }));
  await userEvent.click(await screen.findByText("We can help."));
  expect(field().value).toBe("We can help.");
});
