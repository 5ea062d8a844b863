import { define, SharewellChat, TAG } from "./element";

const script = document.currentScript as HTMLScriptElement | null;

// The script may be on a page twice: the first one counts.
if (!customElements.get(TAG)) {
  if (script?.src) SharewellChat.desk = new URL(script.src).origin;
  define();
}
if (script?.dataset["page"]) mount(script.dataset);

/** The tag's `data-` attributes become the element's. */
function mount(wishes: DOMStringMap): void {
  const add = (): void => {
    if (document.querySelector(TAG)) return;
    const element = document.createElement(TAG);
    for (const [name, value] of Object.entries(wishes)) element.setAttribute(name, value ?? "");
    document.body.append(element);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", add);
  else add();
}
