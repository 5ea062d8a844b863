import type { Extra } from "./extra/extra";

/** A part of the bundle that a site's own tools load when it is needed; the script tag's has its own: loadExtra.script.ts. */
export const loadExtra: (origin: string) => Promise<Extra> = () => import("./extra/extra");
