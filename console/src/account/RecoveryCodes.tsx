import { useEffect, useRef } from "react";

import { Button } from "../parts/Button";
import { Command } from "../start/Command";
import { t } from "../texts";

/** Shown once; the focus goes there, so that nobody misses them. */
export function RecoveryCodes({ codes, onRead }: { codes: readonly string[]; onRead: () => void }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="recovery-codes">
      <h3 ref={head} tabIndex={-1}>
        {t.account.factor.codes}
      </h3>
      <p>{t.account.factor.codesText}</p>
      <Command text={codes.join("\n")} />
      <Button look="main" onPress={onRead}>
        {t.account.factor.kept}
      </Button>
    </div>
  );
}
