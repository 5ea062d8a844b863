/** What a page tells about itself before anybody has written. */
export interface PageInfo {
  page: { id: string; name: string };
  reply_time: {
    median_minutes: number | null;
    promise_minutes: number | null;
    open_now: boolean;
    opens_at: string | null;
  };
  before_chat: { name: Asked; email: Asked };
  files: { types: string[]; max_bytes: number };
  challenge: Challenge | null;
  identify: boolean;
}

export type Asked = "no" | "ask" | "need";

/** A proof of work that a page under attack asks for. */
export interface Challenge {
  salt: string;
  difficulty: number;
}

export interface SentFile {
  id: string;
  name: string;
  type: string;
  size: number;
  /** A path on the desk; there once the message has been stored. */
  url?: string;
}

export interface Message {
  id: string;
  client_id: string | null;
  cursor: string | number;
  from: "visitor" | "page";
  /** The visitor's is plain text, the page's a small part of Markdown. */
  text: string;
  files: SentFile[];
  at: string;
  rating: boolean | null;
  author: string | null;
}

/** A part of the conversation, as a poll brings it. */
export interface Conversation {
  messages: Message[];
  cursor: string | number;
  read_up_to: string | number | null;
  typing: boolean;
}

/** A visitor whom the site knows; `hmac` is made by the site's server, never in the browser. */
export interface Identity {
  id: string;
  name?: string;
  email?: string;
  hmac: string;
}

export interface ChatError {
  code: string;
  message: string;
}

/** What `on` can listen to, with what its function is given. */
export interface ChatEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: Message;
  unread: number;
  error: ChatError;
}

/** What a web page can do with the chat: `window.Sharewell`, and the element itself. */
export interface Chat {
  open: () => void;
  close: () => void;
  /** Queued at once, and sent as soon as the desk is in reach. */
  send: (text: string) => void;
  /** Listen until the returned function is called. */
  on: <Name extends keyof ChatEvents>(name: Name, listener: (value: ChatEvents[Name]) => void) => () => void;
  /** Short facts that the page's people see beside each message sent from now on. */
  setContext: (context: Record<string, string>) => void;
  /** The same person on another device has the same conversation. `null` when they sign out: the chat forgets them. */
  identify: (identity: Identity | null) => void;
  /** Replaces some of the chat's words. */
  setTexts: (texts: Partial<Texts>) => void;
  hideLauncher: () => void;
  showLauncher: () => void;
}

/** Every word of the chat; those of what is rarely used may not be there yet. */
export type Texts = typeof import("./texts/en").english & Partial<typeof import("./texts/more").moreEnglish>;
