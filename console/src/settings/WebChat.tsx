import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useSearchParams } from "react-router";

import type { Page } from "../api/types";
import { Empty, Failed, Skeleton } from "../parts/states";
import { may, useMe } from "../session/me";
import { t } from "../texts";
import { Embedding } from "./chat/Embedding";
import { PLAIN } from "./chat/look";
import { LookChoice } from "./chat/LookChoice";
import { Preview } from "./chat/Preview";
import { type Setup, setupQuery } from "./chat/setup";
import { SiteForm } from "./chat/SiteForm";
import { WidgetSecret } from "./chat/WidgetSecret";
import { channelsQuery } from "./connections/channels";
import { PageChoice } from "./PageChoice";
import "./administration.css";
import "./chat/chat.css";

/** A page's chat on its own site: connecting it, trying it, and putting it there. */
export default function WebChat() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const title = useRef<HTMLHeadingElement>(null);
  const pages = me.pages.filter((one) => may(me, "admin", one.id));
  const page = pages.find((one) => one.id === search.get("page")) ?? pages[0];
  if (!page) return <Empty title={t.administration.noPages[0]} text={t.administration.noPages[1]} />;
  return (
    <div className="settings-form administration">
      <h2 ref={title} tabIndex={-1}>
        {t.webChat.title}
      </h2>
      <PageChoice
        value={page.id}
        pages={pages}
        onChange={(other) => setSearch({ page: other }, { replace: true })}
      />
      <ChatOf key={page.id} page={page} onConnected={() => title.current?.focus()} />
    </div>
  );
}

/** Connecting takes the form away, so the focus goes on with `onConnected`. */
function ChatOf({ page, onConnected }: { page: Page; onConnected: () => void }) {
  const setup = useQuery(setupQuery(page.id));
  const channels = useQuery({ ...channelsQuery(page.id), refetchInterval: false });
  const error = setup.error ?? channels.error;
  if (error && !(setup.data && channels.data)) {
    const retry = (): void => void Promise.all([setup.refetch(), channels.refetch()]);
    return <Failed title={t.webChat.failed} error={error} onRetry={retry} />;
  }
  if (!setup.data || !channels.data) return <Skeleton rows={5} label={t.loading} />;
  const stored = channels.data.connections.find((one) => one.platform === "chat")?.config ?? {};
  return (
    <>
      {!setup.data.built && <p className="callout callout-warn">{t.webChat.notBuilt}</p>}
      {setup.data.connected ? (
        <Connected page={page} setup={setup.data} stored={stored} />
      ) : (
        <section className="settings-group" aria-labelledby="chat-none">
          <h3 id="chat-none">{t.webChat.none[0]}</h3>
          <p className="quiet">{t.webChat.none[1]}</p>
          <SiteForm page={page.id} stored={stored} isConnected={false} onConnected={onConnected} />
        </section>
      )}
    </>
  );
}

interface ConnectedProps {
  page: Page;
  setup: Setup;
  stored: Readonly<Record<string, string>>;
}

function Connected({ page, setup, stored }: ConnectedProps) {
  const [look, setLook] = useState(PLAIN);
  const texts = t.webChat;
  return (
    <>
      {setup.built && (
        <>
          <section className="settings-group" aria-labelledby="chat-look">
            <h3 id="chat-look">{texts.look}</h3>
            <p className="quiet">{texts.lookText}</p>
            <LookChoice look={look} onChange={setLook} />
            <h4>{texts.preview}</h4>
            <Preview page={page} desk={setup.desk} look={look} />
          </section>
          <Embedding setup={setup} look={look} />
        </>
      )}
      <WidgetSecret page={page.id} isSet={setup.identify} />
      <section className="settings-group" aria-labelledby="chat-sites">
        <h3 id="chat-sites">{texts.sites}</h3>
        <SiteForm page={page.id} stored={stored} isConnected />
      </section>
    </>
  );
}
