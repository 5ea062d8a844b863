import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Empty, Failed, Skeleton } from "../parts/states";
import { useMe } from "../session/me";
import { t } from "../texts";
import { Health } from "./connections/Health";
import { connectionsQuery } from "./connections/queries";
import { Tokens } from "./connections/Tokens";
import { Webhook } from "./connections/Webhook";
import { PageChoice } from "./PageChoice";
import "./administration.css";

/** A page's tokens and webhook, and how its connections are. */
export default function Connections() {
  const me = useMe();
  const [page, setPage] = useState(me.pages[0]?.id ?? "");
  if (!page) return <Empty title={t.administration.noPages[0]} text={t.administration.noPages[1]} />;
  return (
    <div className="settings-form administration">
      <h2>{t.administration.connections.title}</h2>
      <PageChoice value={page} onChange={setPage} />
      <OfPage key={page} page={page} />
    </div>
  );
}

function OfPage({ page }: { page: string }) {
  const found = useQuery(connectionsQuery(page));
  if (found.error) {
    const title = t.administration.connections.title;
    return <Failed title={title} error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) return <Skeleton rows={4} label={t.loading} />;
  const own = found.data.connections.find((connection) => connection.platform === "api");
  return (
    <>
      {found.data.connections.map((connection) => (
        <Health key={connection.id} connection={connection} />
      ))}
      <Tokens page={page} tokens={found.data.tokens} />
      {own && <Webhook page={page} connection={own} />}
    </>
  );
}
