/** What a platform's reason comes down to, as far as a person has to act differently. */
export type Cause = "credentials" | "gone" | "content" | "busy" | "unreachable" | "other";

const STATUS = /\b(?:answered|status)\s+(\d{3})\b/i;

/** From the reason that is kept with the reply: a status where there is one, else how the connection ended. */
export function causeOf(reason: string | null | undefined): Cause {
  if (!reason) return "other";
  const status = Number(STATUS.exec(reason)?.[1] ?? 0);
  if (status === 401 || status === 403) return "credentials";
  if (status === 404 || status === 410) return "gone";
  if (status === 408 || status === 425 || status === 429 || status >= 500) return "busy";
  if (status >= 400) return "content";
  if (/can[’']t be reached|timed? ?out|connect/i.test(reason)) return "unreachable";
  return "other";
}
