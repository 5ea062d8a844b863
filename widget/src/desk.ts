import { loadExtra } from "./loadExtra";
import type { Vault } from "./storage";
import type { Challenge, Identity, PageInfo } from "./types";

const PATIENCE_MS = 20_000;
/** The desk's code for a site on which the page's chat may not be used. */
export const NOT_HERE = "origin_not_allowed";

/** What the desk said no with; status 0 when it could not be reached. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: unknown = null,
    /** In seconds. */
    readonly retryAfter = 0,
  ) {
    super(message);
  }

  /** Whether the same would be refused again however often it is asked. */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 408, 409, 425, 429].includes(this.status);
  }
}

export function refusal(error: unknown): Refusal {
  // By its looks, for the second file has a class of its own.
  return error instanceof Error && "retryAfter" in error
    ? (error as Refusal)
    : new Refusal(0, "unreachable", String(error));
}

export interface Question {
  method?: "GET" | "POST" | "DELETE";
  body?: Record<string, unknown> | Blob;
  signal?: AbortSignal;
}

/** One page's chat on one desk. */
export interface Desk {
  page: () => Promise<PageInfo>;
  /** Ask as the visitor, who becomes one with the first question; a token that is no longer good is renewed on the way. */
  ask: (path: string, question?: Question) => Promise<Response>;
}

export interface DeskParts {
  origin: string;
  page: string;
  vault: Vault;
  /** As whom the site has identified the visitor. */
  who: () => Identity | undefined;
  onError: (error: Refusal) => void;
}

export function createDesk({ origin, page, vault, who, onError }: DeskParts): Desk {
  const home = `pages/${encodeURIComponent(page)}`;
  let challenge: Challenge | null = null;
  let doubted: Identity | undefined;
  let entering: Promise<string> | undefined;

  async function call(path: string, token: string | undefined, question: Question = {}): Promise<Response> {
    const { method = "GET", body, signal = AbortSignal.timeout(PATIENCE_MS) } = question;
    const headers: Record<string, string> = {};
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body) headers["Content-Type"] = body instanceof Blob ? body.type : "application/json";
    const answer = await fetch(`${origin}/widget/v1/${path}`, {
      method,
      headers,
      signal,
      body: body instanceof Blob ? body : body && JSON.stringify(body),
      credentials: "omit",
    }).catch((error: unknown) => {
      throw refusal(error);
    });
    if (answer.ok) return answer;
    const { error = {} } = (await answer.json().catch(() => ({}))) as { error?: Partial<Refusal> };
    const refused = new Refusal(
      answer.status,
      error.code ?? "",
      error.message ?? answer.statusText,
      error.details,
      Number(answer.headers.get("Retry-After")) || 0,
    );
    if (refused.code === NOT_HERE) onError(refused);
    throw refused;
  }

  const known = (): Identity | undefined => (who() === doubted ? undefined : who());

  async function visitor(token: string | undefined): Promise<string> {
    const { name, email } = vault.read();
    let solved = false;
    for (;;) {
      const identity = known();
      const proof = challenge && (await (await loadExtra(origin)).solve(challenge));
      challenge = null; // Each is good once.
      try {
        const body = { token, proof: proof ?? undefined, name, email, identify: identity };
        const answer = await call(`${home}/visitors`, undefined, { method: "POST", body });
        const made = (await answer.json()) as { token: string; conversation: string };
        vault.write({
          token: made.token,
          conversation: made.conversation,
          who: identity?.id ?? vault.read().who,
        });
        return made.token;
      } catch (caught) {
        const error = refusal(caught);
        if (error.code === "wrong_identity") {
          // The visitor can't help it: go on without, and tell the site.
          doubted = identity;
          onError(error);
        } else if (error.code === "challenge" && !solved) {
          solved = true;
          challenge = error.details as Challenge;
        } else throw error;
      }
    }
  }

  /** One at a time: whoever asks meanwhile waits for the same answer. */
  function enter(): Promise<string> {
    const token = vault.read().token;
    entering ??= visitor(token)
      .catch((error: unknown) => {
        if (!token || refusal(error).status !== 401) throw error;
        // The old conversation is out of reach for good: begin a new one, so that what waits is not lost.
        return visitor(undefined);
      })
      .finally(() => (entering = undefined));
    return entering;
  }

  return {
    async page() {
      const info = (await (await call(home, undefined)).json()) as PageInfo;
      challenge = info.challenge;
      return info;
    },

    async ask(path, question) {
      const kept = vault.read();
      const id = known()?.id;
      const token = kept.token && (!id || kept.who === id) ? kept.token : await enter();
      try {
        return await call(path, token, question);
      } catch (error) {
        if (refusal(error).status !== 401) throw error;
        const now = vault.read().token;
        // Another tab may have renewed it meanwhile.
        return call(path, now && now !== token ? now : await enter(), question);
      }
    },
  };
}
