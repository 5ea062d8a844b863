import createClient from "openapi-fetch";

import { noteAnswer } from "../live/status";
import { t } from "../texts";
import type { Phrase } from "../words/said";
import { DeskProblem, Unreachable } from "./errors";
import type { paths } from "./schema";

/** The desk's operations, typed by its OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  // Looked up on every call: the one seam where a test answers in the desk's place.
  fetch: async (request) => {
    const response = await fetch(request);
    noteAnswer();
    return response;
  },
});

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an answer; throws DeskProblem when the desk refuses and Unreachable when it doesn't answer. */
export async function answered<Data>(request: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable(error);
  }
  if (answer.response.ok) return answer.data as Data;
  throw problemOf(answer.error, answer.response.status);
}

function problemOf(body: unknown, status: number): Error {
  const problem = (body as { error?: Record<string, unknown> } | undefined)?.error;
  if (problem && typeof problem["message"] === "string") {
    const { code, message, details, said } = problem;
    const told = recordOf(said) as Record<string, Phrase[]>;
    return new DeskProblem(status, String(code), message, recordOf(details), told);
  }
  // Not the desk's own words: a proxy in front of it.
  return status >= 500 ? new Unreachable(status) : new DeskProblem(status, "unexpected", t.errors.unexpected);
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
