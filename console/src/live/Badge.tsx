import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { needsMeQuery } from "../queue/queries";
import { maySomewhere, useMe } from "../session/me";
import { counted } from "./badge";

/** On the browser's tab: how many comments wait for this person, and a dot on the icon. */
export function Badge() {
  const me = useMe();
  const { data } = useQuery({ ...needsMeQuery(), enabled: maySomewhere(me, "drafter") });
  const waiting = data?.all ?? 0;

  useEffect(() => {
    const title = document.querySelector("title");
    if (!title) return;
    // Every screen names itself; the number is put in front of whatever it says.
    const put = (): void => {
      const wanted = counted(document.title, waiting);
      if (document.title !== wanted) document.title = wanted;
    };
    put();
    const observer = new MutationObserver(put);
    observer.observe(title, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [waiting]);

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>("link[rel='icon']");
    icon?.setAttribute("href", waiting > 0 ? "/favicon-waiting.svg" : "/favicon.svg");
  }, [waiting]);
  return null;
}
