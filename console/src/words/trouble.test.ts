import { expect, test } from "vitest";

import { causeOf } from "./trouble";

test.each([
  ["The receiver answered 403 Forbidden.", "credentials"],
  ["The receiver answered 404 Not Found.", "gone"],
  ["The receiver answered 429 Too Many Requests.", "busy"],
  ["The receiver answered 503 Service Unavailable.", "busy"],
  ["The receiver answered 422 Unprocessable Content.", "content"],
  ["https://shop.example/hook can't be reached (ConnectError).", "unreachable"],
  ["Order 403 is closed.", "other"],
  [null, "other"],
])("“%s” comes down to: %s", (reason, cause) => {
  expect(causeOf(reason)).toBe(cause);
});
