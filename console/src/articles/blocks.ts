/** The parts of Markdown that help articles use; everything else stays text. */
export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "code"; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; ordered: boolean; items: Block[][] }
  | { kind: "table"; head: string[]; rows: string[][] };

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const FENCE = /^```/;
const DIVIDER = /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/;

/** A text cut into blocks. */
export function blocksOf(text: string): Block[] {
  return read(text.replace(/\r\n?/g, "\n").split("\n"));
}

function read(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const upTo = (belongs: (line: string, index: number) => boolean): string[] => {
    const from = at;
    while (at < lines.length && belongs(lines[at] ?? "", at)) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    if (line.trim() === "") {
      at += 1;
    } else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" });
      at += 1;
    } else if (FENCE.test(line)) {
      at += 1;
      const text = upTo((inside) => !FENCE.test(inside)).join("\n");
      at += 1;
      blocks.push({ kind: "code", text });
    } else if (line.startsWith(">")) {
      const inside = upTo((quoted) => quoted.startsWith(">")).map((quoted) => quoted.replace(/^>\s?/, ""));
      blocks.push({ kind: "quote", blocks: read(inside) });
    } else if (ITEM.test(line)) {
      blocks.push(list(upTo((inside, index) => belongsToList(inside, index, lines))));
    } else if (line.includes("|") && DIVIDER.test(lines[at + 1] ?? "")) {
      const [head = "", , ...rows] = upTo((row) => row.includes("|"));
      blocks.push({ kind: "table", head: cells(head), rows: rows.map(cells) });
    } else {
      const text = upTo((inside) => inside.trim() !== "" && !begins(inside)).join(" ");
      blocks.push({ kind: "paragraph", text });
    }
  }
  return blocks;
}

const begins = (line: string): boolean =>
  HEADING.test(line) || FENCE.test(line) || ITEM.test(line) || line.startsWith(">");

/** Items, what is indented under them, and blank lines between the two. */
function belongsToList(line: string, index: number, lines: readonly string[]): boolean {
  if (ITEM.test(line) || /^\s{2,}\S/.test(line)) return true;
  const next = lines[index + 1] ?? "";
  return line.trim() === "" && (ITEM.test(next) || /^\s{2,}\S/.test(next));
}

function list(lines: readonly string[]): Block {
  const first = ITEM.exec(lines[0] ?? "");
  const indent = first?.[1]?.length ?? 0;
  const items: string[][] = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item && (item[1]?.length ?? 0) <= indent) items.push([item[3] ?? ""]);
    else items.at(-1)?.push(line.replace(/^\s{1,4}/, ""));
  }
  return { kind: "list", ordered: /\d/.test(first?.[2] ?? ""), items: items.map(read) };
}

function cells(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}
