import { useRef } from "react";

import { Button, IconButton } from "../../parts/Button";
import { t } from "../../texts";
import { ARTICLE_LANG } from "../../words/tongue";

interface QuestionsFieldProps {
  questions: readonly string[];
  error: string | undefined;
  onChange: (questions: readonly string[]) => void;
}

/** One line a question; Enter goes on to the next. */
export function QuestionsField({ questions, error, onChange }: QuestionsFieldProps) {
  const list = useRef<HTMLUListElement>(null);
  const focus = (index: number): void => {
    // After the line is there.
    requestAnimationFrame(() => list.current?.querySelectorAll("input")[index]?.focus());
  };
  const insert = (at: number): void => {
    onChange([...questions.slice(0, at), "", ...questions.slice(at)]);
    focus(at);
  };
  const remove = (at: number): void => {
    onChange(questions.filter((_, index) => index !== at));
    focus(Math.max(0, at - 1));
  };
  return (
    <>
      <p className="quiet">{t.editArticle.questionsHint}</p>
      <ul className="question-lines" ref={list}>
        {questions.map((question, index) => (
          <li key={index} className="field question-line">
            <input
              value={question}
              lang={ARTICLE_LANG}
              aria-label={t.editArticle.question(index + 1)}
              aria-invalid={error !== undefined}
              onChange={(event) =>
                onChange(questions.map((other, at) => (at === index ? event.target.value : other)))
              }
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                insert(index + 1);
              }}
            />
            <IconButton
              icon="dismiss"
              label={t.editArticle.removeQuestion(question || t.editArticle.question(index + 1))}
              onPress={() => remove(index)}
            />
          </li>
        ))}
      </ul>
      {error && <span className="field-error">{error}</span>}
      <Button icon="add" onPress={() => insert(questions.length)}>
        {t.editArticle.addQuestion}
      </Button>
    </>
  );
}
