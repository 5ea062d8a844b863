import "./together.css";

import type { Conversation } from "../api/types";
import { Earlier } from "./Earlier";
import { Notes } from "./Notes";

/** What stands below the reply: notes, and the author's earlier comments. */
export default function Colleagues({
  conversation,
  mayWrite,
}: {
  conversation: Conversation;
  mayWrite: boolean;
}) {
  return (
    <>
      <Notes conversation={conversation} mayWrite={mayWrite} />
      <Earlier conversation={conversation} />
    </>
  );
}
