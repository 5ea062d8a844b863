const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address where a link may lead, else null: no scripts, and no names before the host that make it look like another. */
export function safeAddress(written: string): string | null {
  try {
    const url = new URL(written);
    return SAFE.has(url.protocol) && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

/** Opens beside the page, which it can neither see nor change. */
export function link(address: string, content: Node | string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  anchor.title = address;
  anchor.append(content);
  return anchor;
}
