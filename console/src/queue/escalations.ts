import { t } from "../texts";

/** "possible injury or danger, legal threat". */
export function escalationWords(reasons: readonly string[]): string {
  return reasons.map((reason) => t.escalations[reason as keyof typeof t.escalations]).join(", ");
}
