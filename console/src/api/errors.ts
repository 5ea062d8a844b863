import { t } from "../texts";
import { type Phrase, toldWords } from "../words/said";

/** An answer of the desk that is not a success; its message says what to do, in the interface’s language where that has it. */
export class DeskProblem extends Error {
  override name = "DeskProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
    readonly said: Record<string, Phrase[]> = {},
  ) {
    super(toldWords({ said }, "message", message));
  }
}

/** The desk did not answer: no network, or it is being restarted. */
export class Unreachable extends Error {
  override name = "Unreachable";

  constructor(cause: unknown) {
    super(t.errors.unreachable, { cause });
  }
}

export function isConflict(error: unknown): error is DeskProblem {
  return error instanceof DeskProblem && error.status === 409;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof DeskProblem && error.status === 401;
}

/** One sentence for a person. */
export function messageOf(error: unknown): string {
  return error instanceof DeskProblem || error instanceof Unreachable ? error.message : t.errors.unexpected;
}
