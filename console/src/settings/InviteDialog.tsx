import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";

import type { AnyRole, InvitationLink, Member } from "../api/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { FormError } from "../parts/FormError";
import { t } from "../texts";
import { PageRoles } from "./PageRoles";
import { RoleSelect } from "./RoleSelect";
import { invite, teamKey } from "./teamRequests";

interface InviteDialogProps {
  onClose: () => void;
  onInvited: (link: InvitationLink) => void;
}

/** An address, a role, perhaps others on single pages: what comes back is a link to send. */
export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<AnyRole>("approver");
  const [pages, setPages] = useState<Member["pages"]>({});
  const nowhere = role === "none" && Object.values(pages).every((one) => one === "none");
  const send = useMutation({
    mutationFn: () => invite({ email: email.trim(), name: name.trim() || null, role, pages }),
    onSuccess: async (link) => {
      await queries.invalidateQueries({ queryKey: teamKey });
      onInvited(link);
    },
  });
  const choose = (page: string, on: AnyRole | null): void => {
    const others = Object.entries(pages).filter(([id]) => id !== page);
    setPages(Object.fromEntries(on ? [...others, [page, on]] : others));
  };
  return (
    <Dialog title={t.team.inviteTitle} isOpen onClose={onClose}>
      <Form
        className="form dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (!nowhere) send.mutate();
        }}
      >
        <FormError error={send.error} />
        <Field label={t.team.email} type="email" value={email} onChange={setEmail} isRequired />
        <Field label={t.team.name} value={name} onChange={setName} />
        <div>
          <h3>{t.team.everywhere}</h3>
          <RoleSelect label={t.team.everywhere} value={role} onChange={setRole} />
        </div>
        <div>
          <h3>{t.team.onPages}</h3>
          <PageRoles roles={pages} onChange={choose} />
          {nowhere && <p className="quiet">{t.team.needsPage}</p>}
        </div>
        <Button look="main" type="submit" isPending={send.isPending} isDisabled={nowhere}>
          {t.team.submit}
        </Button>
      </Form>
    </Dialog>
  );
}
