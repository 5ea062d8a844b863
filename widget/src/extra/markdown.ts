import { link, safeAddress } from "./links";

const INLINE =
  /\[([^\]\n]{1,300})\]\(([^\s)]+)\)|(\*\*|__)(?=\S)(.+?\S|\S)\3|(?<![\w*])([*_])(?=\S)(.+?\S|\S)\5(?![\w*])|https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]*_]/g;
const ITEM = /^\s*(?:([-*•])|\d{1,3}[.)])\s+(.*)$/;
const DEEPEST = 4;

/** Paragraphs, line breaks, bold, italic, lists and links as nodes; anything else stays the text that it is. */
export function renderMarkdown(text: string): DocumentFragment {
  const whole = document.createDocumentFragment();
  let list = null as Element | null;
  let paragraph = null as Element | null;
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    if (item) {
      const kind = item[1] ? "ul" : "ol";
      if (list?.localName !== kind) {
        list = document.createElement(kind);
        whole.append(list);
      }
      const entry = document.createElement("li");
      entry.append(...inline(item[2] ?? ""));
      list.append(entry);
      paragraph = null;
    } else if (!line.trim()) {
      list = paragraph = null;
    } else {
      list = null;
      if (paragraph) paragraph.append(document.createElement("br"));
      else {
        paragraph = document.createElement("p");
        whole.append(paragraph);
      }
      paragraph.append(...inline(line));
    }
  }
  return whole;
}

function inline(text: string, depth = 0): (Node | string)[] {
  if (depth > DEEPEST) return [text];
  const nodes: (Node | string)[] = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    const [all, label, target, , strong, , soft] = match;
    nodes.push(text.slice(done, match.index));
    done = match.index + all.length;
    if (strong ?? soft) {
      const element = document.createElement(strong ? "strong" : "em");
      element.append(...inline(strong ?? soft ?? "", depth + 1));
      nodes.push(element);
      continue;
    }
    const address = safeAddress(target ?? all);
    nodes.push(address ? link(address, label ?? all) : all);
  }
  nodes.push(text.slice(done));
  return nodes;
}
