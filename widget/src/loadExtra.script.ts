import type { Extra } from "./extra/extra";

/** The second file, pinned: its name and its hash are built into the first. */
declare const FILE: string;
declare const INTEGRITY: string;

/** What a policy of nonces has let the script itself in with. */
const nonce = document.currentScript?.nonce;

/** A preload is what gives a module its integrity; the browser keeps what it has loaded. */
export async function loadExtra(origin: string): Promise<Extra> {
  const href = `${origin}/widget/${FILE}`;
  await new Promise((onload, onerror) => {
    const link = document.createElement("link");
    Object.assign(link, {
      rel: "modulepreload",
      integrity: INTEGRITY,
      crossOrigin: "",
      nonce,
      href,
      onload,
      onerror,
    });
    document.head.append(link);
  });
  return import(/* @vite-ignore */ href) as Promise<Extra>;
}
