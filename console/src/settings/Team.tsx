import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { InvitationLink, Member } from "../api/types";
import { announce } from "../live/announce";
import { Button } from "../parts/Button";
import { FormError } from "../parts/FormError";
import { Failed, Skeleton } from "../parts/states";
import { useMe } from "../session/me";
import { Command } from "../start/Command";
import { t } from "../texts";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { PasswordLinkDialog } from "./PasswordLinkDialog";
import { PageRolesDialog } from "./PageRolesDialog";
import { RoleSelect } from "./RoleSelect";
import { changeMember, teamKey, teamQuery } from "./teamRequests";
import "./team.css";

/** Who works at the desk, and what each may do where. */
export default function Team() {
  const team = useQuery(teamQuery());
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<InvitationLink | null>(null);
  const [pagesOf, setPagesOf] = useState<string | null>(null);
  const [forgetful, setForgetful] = useState<Member | null>(null);
  const shown = team.data?.people.find((person) => person.id === pagesOf);
  return (
    <section className="team" aria-labelledby="team-title">
      <div className="team-head">
        <h2 id="team-title">{t.team.title}</h2>
        <Button look="main" icon="add" onPress={() => setInviting(true)}>
          {t.team.invite}
        </Button>
      </div>
      <p className="quiet">{t.team.text}</p>
      {link && (
        <div className="callout" role="status">
          <p>{t.team.link(link.email)}</p>
          <Command text={link.link} />
        </div>
      )}
      {team.data ? (
        <>
          <ul className="team-list" aria-label={t.team.people}>
            {team.data.people.map((person) => (
              <Person
                key={person.id}
                person={person}
                onPages={() => setPagesOf(person.id)}
                onPassword={() => setForgetful(person)}
              />
            ))}
          </ul>
          {team.data.invitations.length > 0 && (
            <Invitations invitations={team.data.invitations} onLink={setLink} />
          )}
        </>
      ) : team.error ? (
        <Failed title={t.team.failed} error={team.error} onRetry={() => void team.refetch()} />
      ) : (
        <Skeleton rows={4} label={t.loading} />
      )}
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setLink(made);
          }}
        />
      )}
      {forgetful && (
        <PasswordLinkDialog
          person={forgetful}
          mails={team.data?.mails ?? false}
          onClose={() => setForgetful(null)}
        />
      )}
      {shown && <PageRolesDialog person={shown} onClose={() => setPagesOf(null)} />}
    </section>
  );
}

interface PersonProps {
  person: Member;
  onPages: () => void;
  onPassword: () => void;
}

function Person({ person, onPages, onPassword }: PersonProps) {
  const me = useMe();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (body: { role: Member["role"] } | { on: boolean }) => changeMember(person.id, body),
    onSuccess: (team, body) => {
      queries.setQueryData(teamKey, team);
      if (person.id === me.user.id) void queries.invalidateQueries({ queryKey: ["me"] });
      const { switchedOn, switchedOff, saved } = t.team;
      announce("on" in body ? (body.on ? switchedOn : switchedOff)(person.name) : saved);
    },
  });
  const differ = Object.keys(person.pages).length;
  return (
    <li>
      <div className="team-who">
        <strong>{person.name}</strong> {person.id === me.user.id && <span className="tag">{t.team.you}</span>}
        {!person.on && <span className="tag tag-quiet">{t.team.off}</span>}
        <span className="quiet">{person.email}</span>
        {differ > 0 && <span className="quiet">{t.team.differs(differ)}</span>}
      </div>
      <RoleSelect
        label={t.team.role(person.name)}
        value={person.role}
        isDisabled={change.isPending}
        onChange={(role) => change.mutate({ role })}
      />
      <Button aria-label={t.team.pagesOf(person.name)} onPress={onPages}>
        {t.team.pages}
      </Button>
      {person.on && person.has_password && person.id !== me.user.id && (
        <Button look="quiet" aria-label={t.team.password.of(person.name)} onPress={onPassword}>
          {t.team.password.open}
        </Button>
      )}
      <Button
        look="quiet"
        isPending={change.isPending}
        aria-label={`${person.on ? t.team.switchOff : t.team.switchOn}: ${person.name}`}
        onPress={() => change.mutate({ on: !person.on })}
      >
        {person.on ? t.team.switchOff : t.team.switchOn}
      </Button>
      <FormError error={change.error} />
    </li>
  );
}
