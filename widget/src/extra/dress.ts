import styles from "./styles.css?inline";

let sheet: CSSStyleSheet | undefined;

/** Its looks come along with what is rarely used; as soon as it stands in the chat, for they belong to the shadow root. */
export function dress<Dressed extends HTMLElement>(element: Dressed): Dressed {
  queueMicrotask(() => {
    const root = element.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  });
  return element;
}
