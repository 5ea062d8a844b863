import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "../../parts/Button";
import { Empty, Failed, Skeleton } from "../../parts/states";
import { t } from "../../texts";
import { channelsQuery, type Platform, platformsQuery, type Standing } from "./channels";
import { ConnectDialog } from "./ConnectDialog";
import { PlatformCard } from "./PlatformCard";
import "./platforms.css";

type Asking = "new" | { platform: Platform; known: Standing };

/** A page's connections to platforms. */
export function Platforms({ page }: { page: string }) {
  const texts = t.platforms;
  const found = useQuery(channelsQuery(page));
  const known = useQuery(platformsQuery());
  const [asking, setAsking] = useState<Asking | null>(null);
  const error = found.error ?? known.error;
  if (error && !(found.data && known.data)) {
    const retry = (): void => void Promise.all([found.refetch(), known.refetch()]);
    return <Failed title={texts.failed} error={error} onRetry={retry} />;
  }
  if (!found.data || !known.data) return <Skeleton rows={3} label={t.loading} />;
  const { connections } = found.data;
  const { platforms } = known.data;
  const free = platforms.filter(({ id }) => !connections.some((one) => one.platform === id));
  const connect = (
    <Button look="main" icon="add" onPress={() => setAsking("new")}>
      {texts.connect}
    </Button>
  );
  return (
    <section className="settings-parts" aria-labelledby="platforms-title">
      <h3 id="platforms-title">{texts.title}</h3>
      {connections.length === 0 ? (
        <Empty icon="link" title={texts.none[0]} text={texts.none[1]}>
          {connect}
        </Empty>
      ) : (
        <>
          <p className="quiet">{texts.text}</p>
          <ul className="settings-list">
            {connections.map((one) => {
              const platform = platforms.find(({ id }) => id === one.platform);
              return (
                <PlatformCard
                  key={one.id}
                  page={page}
                  platform={platform}
                  one={one}
                  onReconnect={() => platform && setAsking({ platform, known: one })}
                />
              );
            })}
          </ul>
          <div>{connect}</div>
        </>
      )}
      {asking && (
        <ConnectDialog
          page={page}
          platforms={free}
          again={asking === "new" ? null : asking}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
