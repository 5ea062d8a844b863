import DiffText from "../../parts/diff/DiffText";
import { useMe } from "../../session/me";
import { t } from "../../texts";
import { dateOnly } from "../../words/dates";
import { ARTICLE_LANG } from "../../words/tongue";
import type { FieldName, Fields } from "../edit/fields";

interface FieldDiffProps {
  name: FieldName;
  before: Fields;
  after: Fields;
}

/** How one field differs between two versions of an article. */
export function FieldDiff({ name, before, after }: FieldDiffProps) {
  const words = useFieldWords();
  const [from, to] = [words(before, name), words(after, name)];
  if (name === "body" || name === "answer" || name === "title" || name === "questions") {
    return <DiffText before={from} after={to} lang={ARTICLE_LANG} />;
  }
  return (
    <p className="diff-values">
      {from && (
        <del>
          <span className="visually-hidden">{t.revisions.removed} </span>
          {from}
        </del>
      )}{" "}
      {to && (
        <ins>
          <span className="visually-hidden">{t.revisions.added} </span>
          {to}
        </ins>
      )}
    </p>
  );
}

/** A field's value in words. */
function useFieldWords(): (fields: Fields, name: FieldName) => string {
  const me = useMe();
  return (fields, name) => {
    switch (name) {
      case "questions":
        return fields.questions.join("\n");
      case "incident":
        return fields.incident ? t.revisions.yes : t.revisions.no;
      case "page_id":
        return fields.page_id === ""
          ? t.articles.shared
          : (me.pages.find((page) => page.id === fields.page_id)?.name ?? fields.page_id);
      case "valid_from":
      case "valid_until":
        return fields[name] && dateOnly(fields[name]);
      default:
        return fields[name];
    }
  };
}
