import type { Challenge, Message, PageInfo } from "../src/types";

export const ORIGIN = "https://desk.example";

export const INFO: PageInfo = {
  page: { id: "shop", name: "The shop" },
  reply_time: { median_minutes: 12, promise_minutes: null, open_now: true, opens_at: null },
  before_chat: { name: "no", email: "no" },
  files: { types: ["image/png"], max_bytes: 1_000_000 },
  challenge: null,
  identify: true,
};

export interface Asked {
  method: string;
  path: string;
  token: string | null;
  body: Record<string, unknown>;
}

/** The public half of a desk, in memory; stub `fetch` with its own. */
export class FakeDesk {
  info = INFO;
  messages: Message[] = [];
  asked: Asked[] = [];
  /** Nothing answers. */
  away = false;
  /** Paths that something on the way refuses to let through. */
  blocked: string[] = [];
  /** What the next questions of a path are refused with. */
  refusals: Record<string, { status: number; body?: unknown; retryAfter?: number }[]> = {};
  challenge: Challenge | null = null;
  good = new Set<string>();
  conversation = "c1";
  /** Whether a poll waits for something new, as it should. */
  waits = true;
  #waiting: (() => void)[] = [];
  #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #made = 0;

  fetch = async (address: string, question: RequestInit = {}): Promise<Response> => {
    await Promise.resolve();
    const path = address.replace(`${ORIGIN}/widget/v1/`, "");
    const name = path.split("?")[0]?.split("/").at(-1) ?? "";
    const headers = new Headers(question.headers);
    const token = headers.get("Authorization")?.replace("Bearer ", "") ?? null;
    const body = typeof question.body === "string" ? (JSON.parse(question.body) as Asked["body"]) : {};
    question.signal?.throwIfAborted();
    if (this.away || this.blocked.some((part) => path.startsWith(part)))
      throw new TypeError("Failed to fetch");
    this.asked.push({ method: question.method ?? "GET", path, token, body });
    const refused = this.refusals[name]?.shift();
    if (refused) {
      return answer(refused.body ?? {}, refused.status, { "Retry-After": String(refused.retryAfter ?? "") });
    }
    if (path === "pages/shop") return answer(this.info);
    if (path === "pages/shop/visitors") return this.#enter(body);
    if (!token || !this.good.has(token))
      return answer({ error: { code: "token_expired", message: "" } }, 401);
    if (name === "messages") return this.#store(body);
    if (name === "files") return this.#keep(path, question.body as Blob);
    if (name === "conversation") return this.#part(path, question.signal);
    if (name === "stream") return this.#stream(question.signal);
    return new Response(null, { status: 204 });
  };

  asks(path: string): Asked[] {
    return this.asked.filter((asked) => asked.path.split("?")[0] === path);
  }

  /** A person of the page answers. */
  reply(text: string, author: string | null = "Ana"): void {
    this.say({ ...this.#message(text), from: "page", author });
  }

  say(message: Message): void {
    this.messages.push(message);
    this.emit("message", message);
  }

  emit(event: string, data: unknown): void {
    this.raw(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  raw(text: string): void {
    for (const done of this.#waiting.splice(0)) done();
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(text));
  }

  restart(): void {
    for (const stream of this.#streams) stream.error(new TypeError("connection lost"));
    this.#streams.clear();
  }

  get streams(): number {
    return this.#streams.size;
  }

  #enter(body: Asked["body"]): Response {
    const proof = body["proof"] as { salt: string } | undefined;
    if (this.challenge && proof?.salt !== this.challenge.salt) {
      return answer({ error: { code: "challenge", message: "", details: this.challenge } }, 403);
    }
    this.good.clear();
    const token = `t${++this.#made}`;
    this.good.add(token);
    return answer({ token, conversation: this.conversation }, 201);
  }

  #store(body: Asked["body"]): Response {
    const before = this.messages.find((message) => message.client_id === body["client_id"]);
    const stored = before ?? { ...this.#message(String(body["text"])), client_id: String(body["client_id"]) };
    if (!before) this.say(stored);
    return answer(
      { id: stored.id, at: stored.at, cursor: stored.cursor, files: stored.files },
      before ? 200 : 201,
    );
  }

  #keep(path: string, { type, size }: Blob): Response {
    const name = new URL(path, ORIGIN).searchParams.get("name");
    return answer({ id: `f-${name}`, name, type, size }, 201);
  }

  async #part(path: string, signal?: AbortSignal | null): Promise<Response> {
    const query = new URL(path, ORIGIN).searchParams;
    const newer = (): Message[] =>
      this.messages.filter((message) => Number(message.cursor) > Number(query.get("after")));
    const wait = Number(query.get("wait"));
    if (wait && this.waits && !newer().length) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, wait * 1_000);
        signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      });
    }
    const messages = newer();
    return answer({ messages, cursor: String(this.messages.length), read_up_to: null, typing: false });
  }

  #stream(signal: AbortSignal | null | undefined): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller;
        this.#streams.add(controller);
        controller.enqueue(new TextEncoder().encode(`:${" ".repeat(64)}\n\n`));
        signal?.addEventListener("abort", () => {
          if (this.#streams.delete(controller)) controller.error(signal.reason);
        });
      },
      cancel: () => void this.#streams.delete(mine),
    });
    return new Response(stream, { headers: { "Content-Type": "text/event-stream" } });
  }

  #message(text: string): Message {
    const cursor = String(this.messages.length + 1);
    const at = new Date().toISOString();
    return {
      id: `m${cursor}`,
      client_id: null,
      cursor,
      from: "visitor",
      text,
      files: [],
      at,
      rating: null,
      author: null,
    };
  }
}

function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}
