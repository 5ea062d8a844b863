import { useMutation } from "@tanstack/react-query";

import type { Member } from "../api/types";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { FormError } from "../parts/FormError";
import { Told } from "../parts/Told";
import { Command } from "../start/Command";
import { t } from "../texts";
import { moment } from "../words/dates";
import { makePasswordLink } from "./teamRequests";

interface PasswordLinkDialogProps {
  person: Member;
  /** The desk can write to them by itself. */
  mails: boolean;
  onClose: () => void;
}

/** A link for somebody who forgot their password: to copy, or mailed where the desk can do that. */
export function PasswordLinkDialog({ person, mails, onClose }: PasswordLinkDialogProps) {
  const texts = t.team.password;
  const make = useMutation({ mutationFn: (mail: boolean) => makePasswordLink(person.id, mail) });
  const made = make.data;
  return (
    <Dialog title={texts.title(person.name)} isOpen onClose={onClose} holds={Boolean(made?.link)}>
      <div className="dialog-body form">
        {made ? (
          <div role="status">
            {made.why_not && (
              <p className="form-error">
                {texts.notMailed} <Told of={made} field="why_not" english={made.why_not} />
              </p>
            )}
            <p>{(made.mailed ? texts.mailed : texts.link)(made.email, moment(made.expires_at))}</p>
            {made.link && <Command text={made.link} />}
          </div>
        ) : (
          <>
            <p>{texts.text}</p>
            <p className="quiet">{texts.factor}</p>
          </>
        )}
        <FormError error={make.error} />
        <div className="dialog-foot">
          {made ? (
            <Button look="main" onPress={onClose}>
              {texts.done}
            </Button>
          ) : (
            <>
              <Button look="quiet" onPress={onClose}>
                {t.cancel}
              </Button>
              <Button
                look={mails ? "plain" : "main"}
                isPending={make.isPending}
                onPress={() => make.mutate(false)}
              >
                {texts.make}
              </Button>
              {mails && (
                <Button look="main" isPending={make.isPending} onPress={() => make.mutate(true)}>
                  {texts.mail(person.email)}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}
