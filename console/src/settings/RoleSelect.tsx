import type { AnyRole } from "../api/types";
import { t } from "../texts";

const ROLES = Object.keys(t.team.roles) as AnyRole[];

interface RoleSelectProps {
  label: string;
  value: AnyRole;
  isDisabled?: boolean;
  onChange: (role: AnyRole) => void;
}

/** The role on every page that has no other. */
export function RoleSelect({ label, value, isDisabled, onChange }: RoleSelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.value as AnyRole)}
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {t.team.roles[role]}
        </option>
      ))}
    </select>
  );
}
