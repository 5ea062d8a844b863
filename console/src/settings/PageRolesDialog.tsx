import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { AnyRole, Member } from "../api/types";
import { announce } from "../live/announce";
import { Dialog } from "../parts/Dialog";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { PageRoles } from "./PageRoles";
import { changePageRole, teamKey } from "./teamRequests";

/** Somebody's role on each page; every choice is saved at once. */
export function PageRolesDialog({ person, onClose }: { person: Member; onClose: () => void }) {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ page, role }: { page: string; role: AnyRole | null }) =>
      changePageRole(person.id, page, role),
    onSuccess: (team) => {
      queries.setQueryData(teamKey, team);
      void queries.invalidateQueries({ queryKey: ["me"] });
      announce(t.team.saved);
    },
  });
  return (
    <Dialog title={t.team.pagesOf(person.name)} isOpen onClose={onClose}>
      <div className="dialog-body">
        <p className="quiet">{t.team.pagesText}</p>
        <FormError error={change.error} />
        <PageRoles
          roles={person.pages}
          isDisabled={change.isPending}
          onChange={(page, role) => change.mutate({ page, role })}
        />
      </div>
    </Dialog>
  );
}
