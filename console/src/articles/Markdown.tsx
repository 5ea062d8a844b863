import { createElement, Fragment, type ReactNode } from "react";

import { Outside } from "../parts/Outside";
import { ARTICLE_LANG } from "../words/tongue";
import { type Block, blocksOf } from "./blocks";

/** An article's text as React elements; no HTML of its own ever reaches the page. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-text" lang={ARTICLE_LANG}>
      {blocksOf(text).map((block, index) => (
        <Fragment key={index}>{shown(block)}</Fragment>
      ))}
    </div>
  );
}

// Under the article's title, which is a second-level heading.
const FIRST_LEVEL = 2;

function shown(block: Block): ReactNode {
  switch (block.kind) {
    case "heading":
      return createElement(`h${Math.min(6, block.level + FIRST_LEVEL - 1)}`, null, inline(block.text));
    case "paragraph":
      return <p>{inline(block.text)}</p>;
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote>
          {block.blocks.map((inner, index) => (
            <Fragment key={index}>{shown(inner)}</Fragment>
          ))}
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index}>{item.map((inner, at) => itemPart(inner, at))}</li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return (
        <div className="prose-table">
          <table>
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  <th key={index} scope="col">
                    {inline(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={at}>{inline(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

/** The first paragraph of an item is the item's own line. */
function itemPart(block: Block, at: number): ReactNode {
  return (
    <Fragment key={at}>{block.kind === "paragraph" && at === 0 ? inline(block.text) : shown(block)}</Fragment>
  );
}

const INLINE = /\*\*(.+?)\*\*|__(.+?)__|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

function inline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, bolder, italic, code, label, href] = match;
    if (match.index > from) parts.push(text.slice(from, match.index));
    const strong = bold ?? bolder;
    const key = match.index;
    if (strong !== undefined) parts.push(<strong key={key}>{inline(strong)}</strong>);
    else if (italic !== undefined) parts.push(<em key={key}>{inline(italic)}</em>);
    else if (code !== undefined) parts.push(<code key={key}>{code}</code>);
    else if (href !== undefined) {
      parts.push(
        <Outside key={key} href={href}>
          {label}
        </Outside>,
      );
    }
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}
