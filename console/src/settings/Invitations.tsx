import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { Invitation, InvitationLink } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { moment } from "../words/dates";
import { useNow } from "../words/useNow";
import { renewInvitation, teamKey, withdrawInvitation } from "./teamRequests";

interface InvitationsProps {
  invitations: readonly Invitation[];
  onLink: (link: InvitationLink) => void;
}

/** Those who were invited and have not come yet. */
export function Invitations({ invitations, onLink }: InvitationsProps) {
  return (
    <>
      <h3>{t.team.invitations}</h3>
      <ul className="team-list">
        {invitations.map((invitation) => (
          <Invited key={invitation.id} invitation={invitation} onLink={onLink} />
        ))}
      </ul>
    </>
  );
}

function Invited({ invitation, onLink }: { invitation: Invitation; onLink: (link: InvitationLink) => void }) {
  const { id, email, role, expires_at } = invitation;
  const queries = useQueryClient();
  const now = useNow();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: teamKey });
  const renew = useMutation({
    mutationFn: () => renewInvitation(id),
    onSuccess: async (link) => {
      onLink(link);
      await refresh();
    },
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawInvitation(id),
    onSuccess: async () => {
      announce(t.team.withdrawn(email));
      await refresh();
    },
  });
  const error = renew.error ?? withdraw.error;
  return (
    <li>
      <div className="team-who">
        <strong>{email}</strong>
        <span className="quiet">{t.team.roles[role]}</span>
        <span className="quiet">
          {Date.parse(expires_at) < now ? t.team.expired : t.team.expires(moment(expires_at))}
        </span>
      </div>
      <Button
        isPending={renew.isPending}
        aria-label={`${t.team.newLink}: ${email}`}
        onPress={() => renew.mutate()}
      >
        {t.team.newLink}
      </Button>
      <Button
        look="quiet"
        isPending={withdraw.isPending}
        aria-label={`${t.team.withdraw}: ${email}`}
        onPress={() => withdraw.mutate()}
      >
        {t.team.withdraw}
      </Button>
      <FormError error={error} />
    </li>
  );
}
