import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";

import { Empty, Failed, Skeleton } from "../parts/states";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { Health } from "./connections/Health";
import { Platforms } from "./connections/Platforms";
import { connectionsQuery } from "./connections/queries";
import { Tokens } from "./connections/Tokens";
import { Webhook } from "./connections/Webhook";
import { PageChoice } from "./PageChoice";
import "./administration.css";

/** A page's connections to platforms, and the one to its own website: tokens and webhook. */
export default function Connections() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const pages = me.pages.filter((one) => may(me, "admin", one.id));
  const page = (pages.find((one) => one.id === search.get("page")) ?? pages[0])?.id;
  if (!page) return <Empty title={t.administration.noPages[0]} text={t.administration.noPages[1]} />;
  return (
    <div className="settings-form administration">
      <h2>{t.administration.connections.title}</h2>
      <PageChoice
        value={page}
        pages={pages}
        onChange={(other) => setSearch({ page: other }, { replace: true })}
      />
      <Platforms key={`platforms ${page}`} page={page} />
      <OwnWebsite key={page} page={page} />
    </div>
  );
}

function OwnWebsite({ page }: { page: string }) {
  const found = useQuery(connectionsQuery(page));
  if (found.error) {
    const title = t.administration.connections.title;
    return <Failed title={title} error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) return <Skeleton rows={4} label={t.loading} />;
  const own = found.data.connections.find((connection) => connection.platform === "api");
  return (
    <section className="settings-parts" aria-labelledby="own-website">
      <h3 id="own-website">{t.platforms.api}</h3>
      {own && <Health connection={own} />}
      <Tokens page={page} tokens={found.data.tokens} />
      {own && <Webhook page={page} connection={own} />}
    </section>
  );
}
