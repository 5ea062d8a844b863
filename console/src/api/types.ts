import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Page = Schemas["Page"];
export type Role = Schemas["Page"]["role"];
export type AnyRole = Schemas["User"]["role"];
export type SecondApproval = Schemas["SecondApproval"];
export type Proposal = Schemas["Proposal"];
export type Team = Schemas["Team"];
export type Member = Schemas["Member"];
export type Invitation = Schemas["Invitation"];
export type MadePasswordLink = Schemas["MadePasswordLink"];
export type InvitationLink = Schemas["InvitationLink"];
export type { QueueItem, QueuePage, View } from "../queue/contract";
export type State = Schemas["QueueItem"]["state"];
export type Intent = Schemas["Understanding"]["intent"];
export type Conversation = Schemas["Conversation"];
export type Comment = Schemas["Comment"];
export type Understanding = Schemas["Understanding"];
export type Draft = Schemas["Draft"];
export type Sentence = Schemas["Sentence"];
export type Evidence = Schemas["Evidence"];
export type Reply = Schemas["Reply"];
export type HistoryEvent = Schemas["Event"];
export type Finding = Schemas["Finding"];
export type Unsupported = Schemas["Unsupported"];
export type Voice = Schemas["Voice"];
export type Limit = Schemas["Limit"];
export type Article = Schemas["Article"];
export type ArticleItem = Schemas["ArticleItem"];
export type ArticleList = Schemas["ArticleList"];
export type ArticleHit = Schemas["ArticleHit"];
export type ArticleEdit = Schemas["ArticleEdit"];
export type ArticleUse = Schemas["ArticleUse"];
export type NearPassage = Schemas["NearPassage"];
export type Revision = Schemas["ArticleRevision"];
export type RevisionItem = Schemas["RevisionItem"];
export type Validity = "current" | "expired" | "coming" | "incident" | "deleted";
export type ConnectionHealth = Schemas["ConnectionTroubles"];
export type NotificationTarget = Schemas["NotificationTarget"];
export type PutTarget = Schemas["PutTarget"];
export type ReplyPromise = Schemas["Promise"];
export type FirstSteps = Schemas["FirstSteps"];
export type Dismissal = Schemas["Dismiss"]["reason"];

/** What a live event says about one comment. */
export interface Change {
  id: number;
  comment: string;
  page: string;
  kind: string;
  state: State | null;
  /** Whom it is meant for, by their ids. */
  to?: string[] | null;
}
