import { Fragment } from "react";

import type { AnyRole, Member } from "../api/types";
import { useMe } from "../session/me";
import { t } from "../texts";

const CHOICES = Object.keys(t.team.pageRoles) as (AnyRole | "")[];

interface PageRolesProps {
  roles: Member["pages"];
  isDisabled?: boolean;
  /** Null: as everywhere. */
  onChange: (page: string, role: AnyRole | null) => void;
}

/** The role on each page, where it is another than everywhere. */
export function PageRoles({ roles, isDisabled, onChange }: PageRolesProps) {
  const me = useMe();
  return (
    <div className="team-pages">
      {me.pages.map((page) => (
        <Fragment key={page.id}>
          <span>{page.name}</span>
          <select
            aria-label={t.team.roleOn(page.name)}
            value={roles[page.id] ?? ""}
            disabled={isDisabled}
            onChange={(event) => onChange(page.id, (event.target.value as AnyRole | "") || null)}
          >
            {CHOICES.map((role) => (
              <option key={role} value={role}>
                {t.team.pageRoles[role]}
              </option>
            ))}
          </select>
        </Fragment>
      ))}
    </div>
  );
}
