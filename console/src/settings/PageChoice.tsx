import { useId } from "react";

import type { Page } from "../api/types";
import { useMe } from "../session/me";
import { t } from "../texts";

interface PageChoiceProps {
  value: string;
  onChange: (page: string) => void;
  /** What stands for no page in particular. */
  all?: string;
  /** Those to choose from; every page that the reader sees where nothing is said. */
  pages?: readonly Page[];
}

export function PageChoice({ value, onChange, all, pages }: PageChoiceProps) {
  const me = useMe();
  const id = useId();
  return (
    <p className="choice">
      <label htmlFor={id}>{t.administration.page}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {(pages ?? me.pages).map((page) => (
          <option key={page.id} value={page.id}>
            {page.name}
          </option>
        ))}
      </select>
    </p>
  );
}
