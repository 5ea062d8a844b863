import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Navigate, useParams } from "react-router";

import { conversationQuery, firstStepsQuery } from "../api/queries";
import { NotHere } from "../app/NotHere";
import { ConversationPane } from "../conversation/ConversationPane";
import { approvals } from "../decisions/undoable";
import { useKeys } from "../keys/useKeys";
import { Button } from "../parts/Button";
import { Empty } from "../parts/states";
import { useStore } from "../parts/store";
import { useMe } from "../session/me";
import { WhereReplyGoes } from "../start/WhereReplyGoes";
import { t } from "../texts";
import { isUuid } from "../words/uuid";
import { neighbour, order } from "./order";
import { QueuePane } from "./QueuePane";
import { useOpen } from "./usePlace";
import { placeName, usePlaces } from "./views/usePlaces";
import { ViewsList } from "./views/ViewsList";

/** How many of the following comments are fetched before they are asked for. */
const AHEAD = 2;

/** Queue and conversation: side by side where there is room, one after the other where not. */
export function DeskScreen() {
  const { id = null } = useParams();
  const me = useMe();
  const queries = useQueryClient();
  const open = useOpen();
  const items = useStore(order);
  const approved = useStore(approvals);

  const go = (step: 1 | -1): void => {
    const to = neighbour(id, step);
    if (to) open(to, { focus: true });
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    "/": () => document.querySelector<HTMLInputElement>("#queue-search")?.focus(),
  });

  const { here } = usePlaces();
  const name = placeName(here);
  // Who decides quickly is two comments further before the network has answered.
  useEffect(() => {
    let next = id;
    for (let step = 0; step < AHEAD; step += 1) {
      next = next && neighbour(next, 1);
      if (next) void queries.query(conversationQuery(next)).catch(() => undefined);
    }
  }, [id, items, queries]);

  useEffect(() => {
    document.title = `${name} · ${t.name}`;
  }, [name]);

  const fresh = useQuery({ ...firstStepsQuery(), enabled: me.pages.length === 0 || me.counts.waiting === 0 });
  if (fresh.data && !id && (!fresh.data.has_page || !fresh.data.has_comment))
    return <Navigate to="/start" replace />;

  return (
    <div className="desk" data-shows={id ? "conversation" : "queue"}>
      <h1 className="visually-hidden">{`${t.queue.label}: ${name}`}</h1>
      <div className="views-rail">
        <ViewsList />
      </div>
      <QueuePane selected={id} />
      {id && !isUuid(id) ? (
        <div className="conversation-none">
          <NotHere />
        </div>
      ) : id ? (
        <ConversationPane key={id} id={id} />
      ) : (
        <div className="conversation-none">
          {!items[0] && approved > 0 && <WhereReplyGoes />}
          {items[0] && (
            <Empty icon="queue" title={t.queue.pick} text={t.queue.pickText}>
              <Button look="main" shortcut="j" onPress={() => go(1)}>
                {t.queue.begin}
              </Button>
            </Empty>
          )}
        </div>
      )}
    </div>
  );
}
