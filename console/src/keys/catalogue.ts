import type { Me, Role } from "../api/types";
import { t } from "../texts";

export interface KeyEntry {
  /** As it is written on the keys; several of a combination apart by a space. */
  shown: string;
  words: string;
  /** The single key that `useKeys` hears: then the command palette offers it wherever something listens to it. */
  key?: string;
  /** The least role it is for. */
  role?: Role;
  /** Whether it means anything on this desk; it does, where nothing is said. */
  holds?: (me: Me) => boolean;
}

export interface KeyGroup {
  id: "decide" | "move" | "write" | "many" | "articles" | "learning" | "rest";
  title: string;
  /** On which screen its keys mean this; everywhere, where nothing is said. */
  where?: "comment" | "articles" | "learning";
  entries: readonly KeyEntry[];
}

const single = (key: string, words: string, role?: Role): KeyEntry => ({
  shown: key.toUpperCase(),
  key,
  words,
  ...(role && { role }),
});

/** Every key there is: the help lists them, the palette offers them. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    id: "decide",
    title: t.keys.groups.decide,
    where: "comment",
    entries: [
      single("a", t.keys.approve, "approver"),
      single("d", t.keys.dismiss, "approver"),
      single("l", t.keys.relabel, "drafter"),
      single("s", t.keyNames.snooze, "drafter"),
      single("m", t.keyNames.assign, "drafter"),
      single("n", t.keyNames.note, "drafter"),
      single("h", t.keyNames.escalate, "drafter"),
      single("z", t.keys.undo, "drafter"),
      single("y", t.byHand.keys.copy),
      single("o", t.byHand.keys.open),
      single("p", t.byHand.keys.posted, "approver"),
    ],
  },
  {
    id: "write",
    title: t.keys.groups.write,
    where: "comment",
    entries: [
      single("e", t.keys.edit, "drafter"),
      single("r", t.keys.redraft, "drafter"),
      single("t", t.keyNames.hint, "drafter"),
      single("c", t.draftDiff.key),
      { ...single("i", t.translation.key), holds: (me) => me.translated_pages.length > 0 },
      { shown: "1 … 9", words: t.keys.suggestions },
      { shown: "Ctrl Enter", words: t.keys.approveTyped },
      { shown: "Esc", words: t.keys.leave },
    ],
  },
  {
    id: "move",
    title: t.keys.groups.move,
    entries: [
      single("j", t.keys.next),
      single("k", t.keys.previous),
      single("/", t.keys.search),
      single("f", t.keyNames.filter),
    ],
  },
  {
    id: "many",
    title: t.keyNames.groups.many,
    entries: [
      single("x", t.keyNames.pick, "drafter"),
      { shown: "Shift ↓", words: t.keyNames.range },
      { shown: "Esc", words: t.keyNames.clear },
    ],
  },
  {
    id: "articles",
    title: t.keys.groups.articles,
    where: "articles",
    entries: [
      single("e", t.keys.editArticle, "approver"),
      single("h", t.keys.history),
      single("n", t.keys.newArticle, "approver"),
      { shown: "Ctrl S", words: t.keys.saveArticle },
    ],
  },
  {
    id: "learning",
    title: t.keyNames.groups.learning,
    where: "learning",
    entries: [
      { shown: "1 … 4", words: t.keyNames.label, role: "approver" },
      single("s", t.keyNames.skipLabel, "approver"),
      single("z", t.keyNames.undoLabel, "approver"),
    ],
  },
  {
    id: "rest",
    title: t.keys.groups.rest,
    entries: [
      { shown: "Ctrl K", words: t.keyNames.commands },
      { shown: "?", words: t.keys.help },
    ],
  },
];
