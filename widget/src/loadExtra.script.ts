import type { Extra } from "./extra/extra";

/** The second file, pinned: its name and its hash are built into the first. */
declare const FILE: string;
declare const INTEGRITY: string;

/** A preload is what gives a module its integrity; the browser keeps what it has loaded. */
export async function loadExtra(origin: string): Promise<Extra> {
  const href = `${origin}/widget/${FILE}`;
  const link = document.createElement("link");
  await new Promise((onload, onerror) => {
    Object.assign(link, {
      rel: "modulepreload",
      integrity: INTEGRITY,
      crossOrigin: "anonymous",
      href,
      onload,
      onerror,
    });
    document.head.append(link);
  }).finally(() => link.remove());
  return import(/* @vite-ignore */ href) as Promise<Extra>;
}
