import { define } from "./element";

export type { Chat, ChatError, ChatEvents, Identity, Message, SentFile, Texts } from "./types";
export { SharewellChat } from "./element";
export { define };
