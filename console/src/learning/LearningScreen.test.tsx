import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Me } from "../api/types";
import { createQueries } from "../app/queries";
import { MeContext } from "../session/me";
import LearningScreen from "./LearningScreen";

const AT = "2026-11-25T10:00:00Z";
const wanted = (id: string, text: string, more: object = {}) => ({
  id,
  version: 2,
  channel: "facebook",
  author: "Mia",
  text,
  language: "en",
  received_at: AT,
  post: { text: "New opening hours", url: null },
  turns: [{ author: null, from_page: true, text: "Hello Mia", at: null }],
  why: "unsure",
  ...more,
});
const FIRST = wanted("c1", "Still no parcel, is that normal?");
const SECOND = wanted("c2", "Well done, as always…", { why: "new", post: null, turns: [] });
const MODEL = {
  id: "m1",
  file: "now.tar.gz",
  sha256: "a",
  data_hash: "b",
  code_version: "1",
  learned: 500,
  cut: AT,
  state: "champion",
  made_at: AT,
  promoted_at: AT,
  promoted_by: "Ada",
  figures: { "decisions/macro_f1": 0.8734 },
};
const RUN = {
  id: "r1",
  state: "kept",
  asked_by: "Ada",
  asked_at: AT,
  started_at: AT,
  ended_at: AT,
  stage: null,
  detail: null,
  stages: [],
  cancelled_by: null,
  error: null,
  model_id: null,
};
const UNDER_WAY = {
  ...RUN,
  id: "r2",
  state: "running",
  ended_at: null,
  stage: "training",
  detail: "learning what comments are",
  stages: [
    { stage: "gathering", at: AT },
    { stage: "training", at: AT },
  ],
};
const REPORT = {
  run: RUN,
  lessons: {
    labels: 620,
    examples: 600,
    learned: 480,
    held_out: 120,
    contradictions: 1,
    wordless: 0,
    beyond_author: 0,
    sources: {},
  },
  promote: false,
  reasons: ["It finds fewer complaints."],
  figures: [
    { name: "decisions/macro_f1", champion: 0.81, challenger: 0.8, low: -0.02, high: 0.01, rows: 120 },
  ],
  slices: [],
  gains: 3,
  losses: 5,
  gained: [
    {
      text: "Where is it",
      intent: "question",
      champion: "other",
      challenger: "question",
      kind: "decisions",
      page: "shop",
      comment: "c8",
    },
  ],
  lost: [
    {
      text: null,
      intent: "complaint",
      champion: "complaint",
      challenger: "praise",
      kind: "decisions",
      page: "shop",
      comment: "c9",
    },
  ],
  repeats: [{ text: "buy now", comment: "c7", intent: "praise", times: 1000, authors: 1 }],
};
const CONTRADICTION = {
  key: "abc",
  text: "Great service, really",
  opinions: [
    { intent: "praise", source: "relabelled", by: "Ada", at: AT, comment: "c5", page: "shop" },
    { intent: "complaint", source: "relabelled", by: "Kit", at: AT, comment: "c6", page: "shop" },
  ],
};

const PAIR = {
  likeness: 0.91,
  texts: [
    {
      key: "k1",
      text: "Where is my parcel?",
      opinion: { ...CONTRADICTION.opinions[0], intent: "question", source: "relabelled" },
    },
    { key: "k2", text: "My parcel, where is it?", opinion: CONTRADICTION.opinions[1] },
  ],
};

const RIGHTS = { champion: 0, challenger: 0, neither: 0 };
const NO_SHADOW = {
  run: null,
  counts: { agree: 0, differ: 0, unreadable: 0 },
  by_hand: RIGHTS,
  standing: RIGHTS,
  differences: [],
};
const SHADOW = {
  run: {
    id: "s1",
    state: "running",
    hours: 24,
    asked_by: "Ada",
    asked_at: AT,
    started_at: AT,
    until: "2026-11-26T10:00:00Z",
    ended_at: null,
    stopped_by: null,
    why: null,
    model_id: "m2",
    model: "new.tar.gz",
    champion: "now.tar.gz",
    can_promote: true,
  },
  counts: { agree: 90, differ: 3, unreadable: 1 },
  by_hand: { champion: 0, challenger: 1, neither: 0 },
  standing: { champion: 1, challenger: 0, neither: 0 },
  differences: [
    {
      comment: "c8",
      page: "shop",
      channel: "x",
      text: "Only my parcel is late, as ever",
      author: "Mia",
      received_at: AT,
      champion: "praise",
      champion_share: 0.52,
      challenger: "complaint",
      challenger_share: 0.81,
      label: { intent: "complaint", source: "relabelled", by: "Kit", at: AT },
    },
  ],
};

type Answer = () => Response | Promise<Response>;

/** A desk with two comments to label; what it is asked to change is recorded. */
function desk(own: Record<string, Answer> = {}) {
  const sent: string[] = [];
  let list = [FIRST, SECOND];
  let done = 5;
  const answers: Record<string, Answer> = {
    "GET /learning/next": () => Response.json({ page: "shop", done, total: done + list.length, items: list }),
    "GET /learning": () => Response.json({ open: null, last: RUN, champion: MODEL, until_next: null }),
    "GET /learning/runs": () => Response.json({ items: [RUN] }),
    "GET /learning/runs/r1": () => Response.json(REPORT),
    "GET /learning/models": () =>
      Response.json({
        items: [
          MODEL,
          { ...MODEL, id: "m2", file: "new.tar.gz", state: "kept" },
          { ...MODEL, id: "m0", file: "old.tar.gz", state: "former", learned: 0, figures: {} },
        ],
        serving: { one: "now.tar.gz", two: null },
      }),
    "GET /learning/contradictions": () => Response.json({ items: [CONTRADICTION] }),
    "GET /learning/nearly-same": () => Response.json({ items: [PAIR] }),
    "GET /learning/shadow": () => Response.json(NO_SHADOW),
    "GET /learning/imports": () => Response.json({ items: [] }),
    "POST /queue/bulk/undo": () => {
      list = [FIRST, ...list];
      done -= 1;
      return Response.json({ done: ["c1"], refused: [] });
    },
    ...own,
  };
  vi.stubGlobal("fetch", async (request: Request) => {
    const what = `${request.method} ${new URL(request.url).pathname.replace("/api/v1", "")}`;
    if (request.method !== "GET") {
      const text = await request.text();
      sent.push(text ? `${what} ${text}` : what);
    }
    const answer = answers[what];
    if (answer) return answer();
    const id = /\/(c\d)\//.exec(what)?.[1];
    if (id && !what.includes("DELETE")) {
      list = list.filter((one) => one.id !== id);
      done += 1;
    }
    if (what.includes("DELETE")) {
      list = [FIRST, ...list];
      done -= 1;
    }
    return what.endsWith("relabel") ? Response.json({}) : new Response(null, { status: 204 });
  });
  return sent;
}

const me = (role: string, pages = [{ id: "shop", name: "The Shop", role }]): Me =>
  ({ user: { id: "u1", name: "Ada", role }, pages }) as unknown as Me;

function show(who = me("approver")) {
  return render(
    <QueryClientProvider client={createQueries()}>
      <MeContext value={who}>
        <MemoryRouter>
          <main>
            <LearningScreen />
          </main>
        </MemoryRouter>
      </MeContext>
    </QueryClientProvider>,
  );
}

beforeEach(() => vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));
afterEach(() => vi.unstubAllGlobals());

test("one comment at a time is shown with its thread, and not what the assistant thought", async () => {
  desk();
  const { container } = show();
  const shown = await screen.findByRole("article", { name: "Comment to label" });
  for (const words of ["New opening hours", "Hello Mia", FIRST.text, /was not sure/]) {
    expect(within(shown).getByText(words)).toBeTruthy();
  }
  expect(screen.getByText("5 of 7 today")).toBeTruthy();
  expect(screen.queryByText(SECOND.text)).toBeNull();
  expect(screen.queryByRole("heading", { name: "Models" })).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
});

test("a key labels and brings the next one, S skips, and the end says so", async () => {
  const sent = desk();
  show();
  await screen.findByText(FIRST.text);
  await userEvent.keyboard("2");
  expect(await screen.findByText(SECOND.text)).toBeTruthy();
  expect(screen.getByText("6 of 7 today")).toBeTruthy();
  await userEvent.keyboard("s");
  expect(await screen.findByRole("heading", { name: "Nothing left to label today" })).toBeTruthy();
  expect(screen.getByText("Come back tomorrow.")).toBeTruthy();
  await userEvent.keyboard("1");
  await waitFor(() =>
    expect(sent).toEqual([
      'POST /comments/c1/relabel {"version":2,"intent":"complaint"}',
      "POST /learning/next/c2/skip",
    ]),
  );
});

test("Z takes a label back, and a skip, and the comment is there again", async () => {
  const sent = desk();
  show();
  await screen.findByText(FIRST.text);
  await userEvent.keyboard("3");
  await screen.findByText(SECOND.text);
  await userEvent.keyboard("z");
  expect(await screen.findByText(FIRST.text)).toBeTruthy();
  expect(sent.at(-1)).toBe('POST /queue/bulk/undo {"action":"label","items":[{"id":"c1"}]}');
  expect(screen.getByText("5 of 7 today")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  await userEvent.keyboard("s");
  await screen.findByText(SECOND.text);
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText(FIRST.text)).toBeTruthy();
  expect(sent.at(-1)).toBe("DELETE /learning/next/c1/skip");
});

test("what the desk refuses is said, and the comment comes back", async () => {
  const refusal = { error: { code: "stale", message: "This comment changed.", details: {} } };
  desk({ "POST /comments/c1/relabel": () => Response.json(refusal, { status: 409 }) });
  show();
  await screen.findByText(FIRST.text);
  await userEvent.click(screen.getByRole("button", { name: "Question" }));
  expect((await screen.findByRole("alert")).textContent).toBe("This comment changed.");
  expect(await screen.findByText(FIRST.text)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

test("only pages where one may approve are offered", async () => {
  desk();
  const pages = [
    { id: "shop", name: "The Shop", role: "approver" },
    { id: "blog", name: "The Blog", role: "viewer" },
    { id: "store", name: "The Store", role: "admin" },
  ];
  show(me("none", pages));
  const choice = await screen.findByRole("combobox", { name: "Page" });
  expect(
    within(choice)
      .getAllByRole("option")
      .map((one) => one.textContent),
  ).toEqual(["The Shop", "The Store"]);
});

test("an administrator reads what a run found, both sides of it", async () => {
  desk();
  const { container } = show(me("admin"));
  expect(await screen.findByText(/was not better beyond doubt/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /^What it found/ }));
  expect(await screen.findByText("It finds fewer complaints.")).toBeTruthy();
  expect(screen.getByText(/gets 3 right that the present one gets wrong, and 5 wrong/)).toBeTruthy();
  expect(screen.getByRole("row", { name: /All kinds alike .* your decisions 0.810 0.800/ })).toBeTruthy();
  const gained = screen.getByText("Where is it").closest("li");
  expect(gained?.textContent).toBe("Where is itIt isQuestionPresent modelNothing to answerNew modelQuestion");
  expect(screen.getByText("The text is not there any more.")).toBeTruthy();
  expect(screen.getByText("1,000 times from 1 person")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
});

test("a run shows where it is, and is cancelled; without one, it can be started", async () => {
  let open: unknown = null;
  const sent = desk({
    "GET /learning": () => Response.json({ open, last: RUN, champion: MODEL, until_next: null }),
    "POST /learning": () =>
      Response.json({ open: (open = UNDER_WAY), last: RUN, champion: MODEL, until_next: null }),
    "POST /learning/cancel": () => {
      open = null;
      return new Response(null, { status: 204 });
    },
  });
  show(me("admin"));
  await userEvent.click(await screen.findByRole("button", { name: "Learn now" }));
  const stages = await screen.findByRole("list", { name: "What the run is doing" });
  const now = within(stages)
    .getAllByRole("listitem")
    .find((one) => one.getAttribute("aria-current") === "step");
  expect(now?.textContent).toMatch(/^Training a new model since .*: learning what comments are$/);
  await userEvent.click(screen.getByRole("button", { name: "Cancel the run" }));
  expect(await screen.findByText("No run is under way.")).toBeTruthy();
  expect(sent).toEqual(["POST /learning", "POST /learning/cancel"]);
});

test("it says how many decisions are missing until the next run, and when that may begin", async () => {
  const untilNext = { decided: 212, needed: 500, not_before: AT };
  desk({
    "GET /learning": () => Response.json({ open: null, last: RUN, champion: MODEL, until_next: untilNext }),
  });
  show(me("admin"));
  const said = await screen.findByText(/^212 of 500 new decisions until the next run\./);
  expect(said.textContent).toMatch(/It begins no earlier than .+\.$/);
});

test("a model is promoted, and the one before brought back, only when that was confirmed", async () => {
  const answer = (): Response => Response.json(MODEL);
  const sent = desk({
    "POST /learning/models/m2/promote": answer,
    "POST /learning/rollback": answer,
  });
  show(me("admin"));
  await userEvent.click(await screen.findByRole("button", { name: "Promote new.tar.gz" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }));
  expect(sent).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Promote new.tar.gz" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Promote" }));
  await waitFor(() => expect(sent).toEqual(["POST /learning/models/m2/promote"]));
  await userEvent.click(await screen.findByRole("button", { name: "Roll back" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Roll back" }));
  await waitFor(() => expect(sent).toContain("POST /learning/rollback"));
  expect(screen.getByText("two does not answer")).toBeTruthy();
  expect(screen.getByText("As shipped, learned from no decisions")).toBeTruthy();
});

test("a disagreement is settled by saying which label holds", async () => {
  const sent = desk();
  show(me("admin"));
  expect(await screen.findByText(/^Kit: Complaint/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: `Praise: “${CONTRADICTION.text}”` }));
  await waitFor(() => expect(sent).toEqual(['POST /learning/contradictions/abc/settle {"intent":"praise"}']));
});

test("what reads almost the same gets one label, or each keeps its own", async () => {
  const sent = desk();
  const { container } = show(me("admin"));
  expect(await screen.findByText("My parcel, where is it?")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Both are Complaint: “Where is my parcel?”" }));
  await userEvent.click(await screen.findByRole("button", { name: /^They differ/ }));
  const settle = "POST /learning/nearly-same/settle";
  await waitFor(() =>
    expect(sent).toEqual([
      `${settle} {"one":"k1","other":"k2","intent":"complaint"}`,
      `${settle} {"one":"k1","other":"k2","intent":null}`,
    ]),
  );
});

test("a shadow run shows where the models differ and who was right, and is stopped", async () => {
  let shadow: object = SHADOW;
  const sent = desk({
    "GET /learning/shadow": () => Response.json(shadow),
    "POST /learning/shadow/stop": () => {
      shadow = { ...SHADOW, run: { ...SHADOW.run, state: "stopped", stopped_by: "Ada" } };
      return new Response(null, { status: 204 });
    },
    "POST /learning/models/m2/promote": () => Response.json(MODEL),
  });
  const { container } = show(me("admin"));
  const row = (await screen.findByText("Only my parcel is late, as ever")).closest("li");
  expect(row?.textContent).toMatch(
    /Present modelPraise, 52\s?%New modelComplaint, 81\s?%A person saidComplaint, Kit/,
  );
  expect(screen.getByText(/^It reads until/)).toBeTruthy();
  expect(screen.getByText(/^Of 93 comments, both say the same of 90 and differ on 3/)).toBeTruthy();
  expect(screen.getByText(/^Of 1 that people labelled .* the new one has 1 right/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /on new comments$/ })).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Stop the shadow run" }));
  expect(await screen.findByText(/^Stopped by Ada/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Promote new.tar.gz after its shadow run" }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Promote" }));
  await waitFor(() =>
    expect(sent).toEqual(["POST /learning/shadow/stop", "POST /learning/models/m2/promote"]),
  );
});

test("a model that was kept is tried on new comments for as long as is chosen", async () => {
  const sent = desk({ "POST /learning/shadow": () => Response.json(SHADOW) });
  show(me("admin"));
  const hours = await screen.findByRole("combobox", { name: "How long new.tar.gz is tried" });
  await userEvent.selectOptions(hours, "72");
  await userEvent.click(screen.getByRole("button", { name: "Try new.tar.gz on new comments" }));
  expect(await screen.findByText(/^It reads until/)).toBeTruthy();
  expect(sent).toEqual(['POST /learning/shadow {"model_id":"m2","hours":72}']);
});

test("keys for labelling do nothing where somebody types or a dialog asks", async () => {
  const sent = desk();
  show(me("admin"));
  await userEvent.click(await screen.findByRole("button", { name: "Promote new.tar.gz" }));
  await userEvent.keyboard("2");
  expect(sent).toEqual([]);
});

const SEEN = {
  format: "csv",
  labels: 2,
  examples: 1,
  known: 4,
  unknown_label: 1,
  unknown_comment: 0,
  contradictions: 1,
  unreadable: 0,
  left_out: [{ line: 7, outcome: "unknown_label", reason: "the label 'spam' is none of question" }],
  import_id: null,
};
const EARLIER = {
  id: "i1",
  page: "shop",
  format: "csv",
  by: "Ada",
  at: AT,
  labels: 2,
  examples: 1,
  undone_at: null,
};

test("a file is looked at before it is imported, and an import is taken back when that was confirmed", async () => {
  let items: object[] = [];
  const sent = desk({
    "GET /learning/imports": () => Response.json({ items }),
    "POST /learning/lessons": () => Response.json(SEEN),
    "POST /learning/imports/i1/undo": () => new Response(null, { status: 204 }),
  });
  const { container } = show(me("none", [{ id: "shop", name: "The Shop", role: "admin" }]));
  const link = await screen.findByRole("link", { name: "Export" });
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Kind of file" }), "label-studio");
  expect(link.getAttribute("href")).toBe("/api/v1/learning/lessons?format=label-studio&page=shop");
  const input = screen.getByLabelText("Import labels from a file");
  await userEvent.upload(input, new File(["text,label\n"], "labels.csv"));
  expect(await screen.findByText("It would label 2 comments and add 1 text.")).toBeTruthy();
  expect(screen.getByText("Line 7: the label 'spam' is none of question")).toBeTruthy();
  expect((await axe.run(container)).violations).toEqual([]);
  await userEvent.click(screen.getByRole("checkbox", { name: /Also where people said/ }));
  await screen.findByText("It would label 2 comments and add 1 text.");
  items = [EARLIER];
  await userEvent.click(screen.getByRole("button", { name: "Import" }));
  await userEvent.click(await screen.findByRole("button", { name: /^Take back the import of/ }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Take back" }));
  const body = {
    page: "shop",
    name: "labels.csv",
    content: btoa("text,label\n"),
    format: null,
    replace: true,
  };
  await waitFor(() => expect(sent).toContain("POST /learning/imports/i1/undo"));
  expect(sent.slice(0, 3)).toEqual([
    `POST /learning/lessons ${JSON.stringify({ ...body, replace: false, preview: true })}`,
    `POST /learning/lessons ${JSON.stringify({ ...body, preview: true })}`,
    `POST /learning/lessons ${JSON.stringify({ ...body, preview: false })}`,
  ]);
});

test("a file that can't be taken says why, and nothing is imported", async () => {
  const refusal = { error: { code: "invalid", message: "The file is not UTF-8.", details: {} } };
  const sent = desk({ "POST /learning/lessons": () => Response.json(refusal, { status: 422 }) });
  show(me("admin"));
  const input = await screen.findByLabelText("Import labels from a file");
  await userEvent.upload(input, new File(["x"], "labels.csv"));
  expect((await screen.findByRole("alert")).textContent).toBe("The file is not UTF-8.");
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  await userEvent.upload(input, new File([new Uint8Array(2_300_000)], "big.csv"));
  expect((await screen.findByRole("alert")).textContent).toMatch(/larger than 2.2 MB/);
  expect(sent).toHaveLength(1);
});

test("in a German console the page is in German", async () => {
  localStorage.setItem("sharewell.language", "de");
  vi.resetModules();
  desk();
  const { default: Screen } = await import("./LearningScreen");
  const { MeContext: Here } = await import("../session/me");
  render(
    <QueryClientProvider client={createQueries()}>
      <MemoryRouter>
        <Here value={me("approver")}>
          <Screen />
        </Here>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  expect(await screen.findByText("5 von 7 heute")).toBeTruthy();
  expect(screen.getByText(FIRST.text).closest("[lang]")?.getAttribute("lang")).toBe("en");
  localStorage.clear();
});
