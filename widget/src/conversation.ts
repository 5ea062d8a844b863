import type { StreamEvent } from "./eventStream";
import type { Conversation, Message } from "./types";

/** What both sides have said, as far as this tab has heard. */
export interface Heard {
  messages: Message[];
  /** Everything up to here has been read; polls and streams ask for what is newer. */
  cursor: number;
  /** The page's people have seen the visitor's messages up to here. */
  readUpTo: number;
  /** Somebody is writing an answer just now. */
  typing: boolean;
}

export function nothingHeard(): Heard {
  return { messages: [], cursor: 0, readUpTo: 0, typing: false };
}

/** Takes a part in; returns the messages that are new here, oldest first. */
export function takePart(heard: Heard, part: Conversation): Message[] {
  heard.readUpTo = Number(part.read_up_to) || heard.readUpTo;
  heard.typing = part.typing;
  const fresh = takeMessages(heard, part.messages);
  heard.cursor = Math.max(heard.cursor, Number(part.cursor));
  return fresh;
}

export function takeEvent(heard: Heard, { event, data }: StreamEvent): Message[] {
  const told = data as { typing: boolean; read_up_to: string; message: string; rating: boolean | null };
  if (event === "message") return takeMessages(heard, [data as Message]);
  if (event === "typing") heard.typing = told.typing;
  if (event === "read") heard.readUpTo = Number(told.read_up_to) || heard.readUpTo;
  if (event === "rating") {
    const rated = heard.messages.find((message) => message.id === told.message);
    if (rated) rated.rating = told.rating;
  }
  return [];
}

function takeMessages(heard: Heard, messages: Message[]): Message[] {
  const known = new Map(heard.messages.map((message) => [message.id, message]));
  const fresh = messages.filter((message) => !known.has(message.id));
  for (const message of messages) known.set(message.id, message);
  heard.messages = [...known.values()].sort((one, other) => Number(one.cursor) - Number(other.cursor));
  heard.cursor = Math.max(heard.cursor, ...messages.map((message) => Number(message.cursor)));
  return fresh;
}
