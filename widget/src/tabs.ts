/** The tabs of one browser that show the same page's chat: one of them holds the connection and tells the others. */
export interface Tabs {
  tell: (news: unknown) => void;
  close: () => void;
}

/**
 * `lead` runs in one tab only, until its signal ends: in the one that was looked at last, for a browser may put the others
 * to sleep. Without the Web Locks API every tab leads, which costs connections and nothing else.
 */
export function joinTabs(
  name: string,
  lead: (signal: AbortSignal) => Promise<void>,
  hear: (news: unknown) => void,
): Tabs {
  const closed = new AbortController();
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => hear(data);
  const { signal } = closed;
  let leading = false;

  function start(): { done: Promise<void>; end: () => void } {
    const turn = new AbortController();
    const end = (): void => turn.abort();
    leading = true;
    signal.addEventListener("abort", end);
    return { done: lead(turn.signal), end };
  }

  function apply(steal: boolean): void {
    if (signal.aborted || leading) return;
    if (!("locks" in navigator)) {
      start();
      return;
    }
    let end: (() => void) | undefined;
    navigator.locks
      .request(name, steal ? { steal } : { signal }, async () => {
        if (signal.aborted || leading) return;
        const turn = start();
        end = turn.end;
        await turn.done;
      })
      .catch(() => {
        // Another tab took over, or this one closes: stand in line.
        end?.();
        if (end) leading = false;
        apply(false);
      });
  }

  const look = (): void => apply(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", look, { signal });
  look();
  return {
    tell: (news) => channel.postMessage(news),
    close() {
      closed.abort();
      channel.close();
    },
  };
}
