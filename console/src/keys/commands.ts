import type { ArticleItem, Me } from "../api/types";
import { chooseDensity, density } from "../app/density";
import { chooseTheme } from "../app/theme";
import type { SavedView } from "../queue/contract";
import { addressOf, BUILT_IN } from "../queue/views";
import { viewDialog } from "../queue/views/dialog";
import { maySomewhere } from "../session/me";
import { t } from "../texts";
import { KEY_GROUPS } from "./catalogue";
import { isHeard, runKey } from "./useKeys";

/** Something the palette can do. */
export interface Command {
  id: string;
  group: string;
  words: string;
  /** The key that does the same. */
  shown?: string;
  run: () => void;
}

export interface Surroundings {
  me: Me;
  path: string;
  views: readonly SavedView[];
  go: (to: string) => void;
  showKeys: () => void;
}

/** Everything that can be done from here, what concerns the open comment first. */
export function commandsHere(around: Surroundings): Command[] {
  return [...keyCommands(around), ...viewCommands(around), ...placeCommands(around), ...lookCommands(around)];
}

/** Keys that something on screen listens to, for this person. */
function keyCommands({ me, path }: Surroundings): Command[] {
  const here = path.startsWith("/comment/") ? "comment" : path.match(/^\/(articles|learning)\b/)?.[1];
  return KEY_GROUPS.filter((group) => !group.where || group.where === here).flatMap((group) => {
    const title = group.where === "comment" ? t.palette.groups.comment : group.title;
    const name = group.where ? title : t.palette.groups.queue;
    return group.entries.flatMap(({ key, shown, words, role }) =>
      key && isHeard(key) && (!role || maySomewhere(me, role))
        ? [{ id: `key-${key}`, group: name, words, shown, run: () => runKey(key) }]
        : [],
    );
  });
}

function viewCommands({ views, me, path, go }: Surroundings): Command[] {
  const group = t.palette.groups.views;
  const builtIn = BUILT_IN.map(({ id, query }): Command => {
    return { id: `view-${id}`, group, words: t.places[id], run: () => go(`/?${addressOf(query)}`) };
  });
  const saved = views.map(({ id, name, query }): Command => {
    return { id: `view-${id}`, group, words: name, run: () => go(`/?${addressOf(query)}`) };
  });
  const everything: Command = {
    id: "view-all",
    group,
    words: t.places.all,
    run: () => go("/?view=all"),
  };
  const onDesk = path === "/" || path.startsWith("/comment/");
  const save: Command = {
    id: "save-view",
    group,
    words: t.palette.saveView,
    run: () => viewDialog.set({ kind: "save" }),
  };
  const pages = me.pages.map((page): Command => {
    return {
      id: `page-${page.id}`,
      group: t.palette.groups.pages,
      words: t.palette.page(page.name),
      run: () => go(`/?${addressOf({ page: page.id })}`),
    };
  });
  return [...builtIn, ...saved, everything, ...(onDesk ? [save] : []), ...pages];
}

function placeCommands({ me, go }: Surroundings): Command[] {
  const group = t.palette.groups.go;
  const places: readonly (readonly [string, string])[] = [
    ["/", t.nav.queue],
    ["/articles", t.nav.articles],
    ...(maySomewhere(me, "approver") ? [["/articles/-/new", t.palette.newArticle] as const] : []),
    ...(maySomewhere(me, "approver") ? [["/learning", t.nav.learning] as const] : []),
    ["/settings", t.nav.settings],
    ...me.pages.map((page) => [`/settings/pages/${page.id}`, t.palette.pageSettings(page.name)] as const),
    ["/start", t.nav.start],
  ];
  return places.map(([to, words]) => ({ id: `go-${to}`, group, words, run: () => go(to) }));
}

function lookCommands({ showKeys }: Surroundings): Command[] {
  const group = t.palette.groups.look;
  const other = density.get() === "dense" ? "comfortable" : "dense";
  return [
    { id: "keys", group, words: t.palette.keys, shown: "?", run: showKeys },
    ...(["system", "light", "dark"] as const).map((name) => ({
      id: `theme-${name}`,
      group,
      words: t.palette.theme[name],
      run: () => chooseTheme(name),
    })),
    { id: "density", group, words: t.palette.density[other], run: () => chooseDensity(other) },
  ];
}

/** What the typed words themselves can be used for. */
export function searchCommands(typed: string, go: (to: string) => void): Command[] {
  const words = typed.trim();
  if (!words) return [];
  const group = t.palette.groups.go;
  const comments = addressOf({ view: "all", q: words });
  return [
    { id: "search", group, words: t.palette.search(words), run: () => go(`/?${comments}`) },
    {
      id: "search-articles",
      group,
      words: t.palette.searchArticles(words),
      run: () => go(`/articles?${addressOf({ q: words })}`),
    },
  ];
}

export function articleCommands(articles: readonly ArticleItem[], go: (to: string) => void): Command[] {
  const group = t.palette.groups.articles;
  return articles.map(({ id, title }) => ({
    id: `article-${id}`,
    group,
    words: title,
    run: () => go(`/articles/${id}`),
  }));
}
