import { queryOptions } from "@tanstack/react-query";

import { answered, api } from "../api/client";
import type { AnyRole, InvitationLink, MadePasswordLink, Member, Team } from "../api/types";

export const teamKey = ["team"] as const;

export function teamQuery() {
  return queryOptions<Team>({
    queryKey: teamKey,
    queryFn: ({ signal }) => answered(api.GET("/api/v1/team", { signal })),
  });
}

export function changeMember(id: string, body: { role?: AnyRole; on?: boolean }): Promise<Team> {
  return answered(
    api.PATCH("/api/v1/team/{user_id}", {
      params: { path: { user_id: id } },
      body: { role: body.role ?? null, on: body.on ?? null },
    }),
  );
}

export function changePageRole(id: string, page: string, role: AnyRole | null): Promise<Team> {
  const params = { path: { user_id: id, page } };
  return answered(api.PUT("/api/v1/team/{user_id}/pages/{page}", { params, body: { role } }));
}

export function invite(invitation: {
  email: string;
  name: string | null;
  role: AnyRole;
  pages: Member["pages"];
}): Promise<InvitationLink> {
  return answered(api.POST("/api/v1/team/invitations", { body: invitation }));
}

export function renewInvitation(id: string): Promise<InvitationLink> {
  const params = { path: { invitation_id: id } };
  return answered(api.POST("/api/v1/team/invitations/{invitation_id}/renew", { params }));
}

export function makePasswordLink(id: string, mail: boolean): Promise<MadePasswordLink> {
  const params = { path: { user_id: id } };
  return answered(api.POST("/api/v1/people/{user_id}/password-link", { params, body: { mail } }));
}

export function withdrawInvitation(id: string): Promise<unknown> {
  const params = { path: { invitation_id: id } };
  return answered(api.DELETE("/api/v1/team/invitations/{invitation_id}", { params }));
}
