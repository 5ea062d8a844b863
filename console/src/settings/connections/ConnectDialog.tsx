import { useState } from "react";

import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { t } from "../../texts";
import type { Platform, Standing } from "./channels";
import { ConnectDone } from "./ConnectDone";
import { ConnectForm, type Made } from "./ConnectForm";

interface ConnectDialogProps {
  page: string;
  /** What there is to choose from. */
  platforms: readonly Platform[];
  /** The platform and its connection that is renewed; else a platform is chosen first. */
  again: { platform: Platform; known: Standing } | null;
  onClose: () => void;
}

/** Which platform, its fields, and what is left to do on the platform. */
export function ConnectDialog({ page, platforms, again, onClose }: ConnectDialogProps) {
  const texts = t.platforms.dialog;
  const [platform, setPlatform] = useState<Platform | null>(again?.platform ?? null);
  const [made, setMade] = useState<Made | null>(null);
  const [touched, setTouched] = useState(false);
  const title = !platform
    ? texts.choose
    : made
      ? texts.done(platform.name)
      : (again ? texts.again : texts.title)(platform.name);
  return (
    <Dialog title={title} isOpen onClose={onClose} holds={touched && !made}>
      {!platform ? (
        <PlatformChoice platforms={platforms} onChoose={setPlatform} />
      ) : made ? (
        <ConnectDone page={page} platform={platform} made={made} onClose={onClose} />
      ) : (
        <ConnectForm
          page={page}
          platform={platform}
          known={again?.known ?? null}
          onTouched={() => setTouched(true)}
          onMade={setMade}
          onBack={
            again
              ? null
              : () => {
                  setPlatform(null);
                  setTouched(false);
                }
          }
        />
      )}
    </Dialog>
  );
}

function PlatformChoice({
  platforms,
  onChoose,
}: {
  platforms: readonly Platform[];
  onChoose: (platform: Platform) => void;
}) {
  if (platforms.length === 0) return <p className="dialog-body">{t.platforms.dialog.all}</p>;
  return (
    <ul className="dialog-body platform-choice">
      {platforms.map((platform, place) => (
        <li key={platform.id}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for; its first choice is where one begins */}
          <Button autoFocus={place === 0} onPress={() => onChoose(platform)}>
            {platform.name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
