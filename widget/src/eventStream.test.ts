import { expect, test } from "vitest";

import { createEventParser, type StreamEvent } from "./eventStream";

function read(...pieces: string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const parse = createEventParser((event) => events.push(event));
  pieces.forEach(parse);
  return events;
}

const TEXT = 'event: typing\nid: 7\ndata: {"typing":\ndata: true}\n\n: ping\n\ndata: 1\n\n';
const EVENTS = [
  { event: "typing", data: { typing: true } },
  { event: "message", data: 1 },
];

test("events come out whole, wherever the stream is cut", () => {
  expect(read(TEXT)).toEqual(EVENTS);
  expect(read(...TEXT.split(""))).toEqual(EVENTS);
  expect(read(...(TEXT.match(/[^]{1,7}/g) ?? []))).toEqual(EVENTS);
});

test("any line ending will do", () => {
  expect(read(TEXT.replaceAll("\n", "\r\n"))).toEqual(EVENTS);
  expect(read(...TEXT.replaceAll("\n", "\r\n").split(""))).toEqual(EVENTS);
});

test("comments, padding and what isn't JSON are passed over", () => {
  expect(read(`:${" ".repeat(2048)}\n\nretry: 3000\n\nevent: x\ndata: <html>\n\ndata: 2\n\n`)).toEqual([
    { event: "message", data: 2 },
  ]);
});

test("an event that was cut off is not told", () => {
  expect(read('event: message\ndata: {"id":1}\n')).toEqual([]);
});
