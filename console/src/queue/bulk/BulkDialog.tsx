import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form, Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";

import type { Dismissal, Intent } from "../../api/types";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { useMe } from "../../session/me";
import { t } from "../../texts";
import { moment } from "../../words/dates";
import type { BulkAction, Person, QueueItem } from "../contract";
import { INTENTS } from "../filters";
import { peopleQuery } from "../queries";
import { type Plan, planOf } from "./plan";
import { carryOut, type Order } from "./run";
import { forField, type Until, untils } from "./until";

const REASONS = Object.keys(t.dismissals) as Dismissal[];
const NOBODY = "";

interface BulkDialogProps {
  action: BulkAction;
  picked: readonly QueueItem[];
  onClose: () => void;
}

/** Says what will happen, asks for the one thing that is missing, and only then lets it happen. */
export default function BulkDialog({ action, picked, onClose }: BulkDialogProps) {
  const me = useMe();
  const queries = useQueryClient();
  const people = useQuery({ ...peopleQuery(), enabled: action === "assign" });
  const [reason, setReason] = useState<Dismissal>("no-reply-needed");
  const [intent, setIntent] = useState<Intent>("complaint");
  const [assignee, setAssignee] = useState<string>(me.user.id);
  const [now] = useState(() => new Date());
  const choices = untils(now);
  const [until, setUntil] = useState<Until | "moment">(choices[0]?.id ?? "moment");
  const [field, setField] = useState(() => forField(choices.at(-1)?.at ?? now));
  const [past, setPast] = useState(false);

  // As it was when it was asked: a change of the queue behind it doesn't change what is agreed to.
  const [plan] = useState(() => planOf(action, picked, me.pages));
  const count = plan.going.length;
  const others = (people.data?.items ?? []).filter((person) => person.id !== me.user.id);
  const everybody: Person[] = [{ id: me.user.id, name: me.user.name }, ...others];

  const wanted = (): Order["bulk"] | null => {
    if (action === "dismiss") return { action, reason };
    if (action === "label") return { action, intent };
    if (action === "assign") return { action, assignee: assignee === NOBODY ? null : assignee };
    if (action !== "snooze") return { action };
    const at = until === "moment" ? new Date(field) : choices.find((choice) => choice.id === until)?.at;
    return at && at.getTime() > Date.now() ? { action, until: at.toISOString() } : null;
  };
  const submit = (): void => {
    const bulk = wanted();
    if (!bulk) {
      setPast(true);
      return;
    }
    const person = everybody.find((one) => one.id === assignee) ?? null;
    void carryOut(queries, { bulk, items: plan.going, window: plan.window[0], person });
    onClose();
  };

  const title = action === "approve" ? t.bulk.titles.approve : t.bulk.titles[action](count);
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        className="dialog-body form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Consequences action={action} plan={plan} />
        {action === "dismiss" && (
          <Choice
            label={t.dismiss.reason}
            value={reason}
            onChange={setReason}
            options={REASONS.map((id) => ({ id, words: t.dismissals[id] }))}
          />
        )}
        {action === "label" && (
          <Choice
            label={t.queue.kind}
            value={intent}
            onChange={setIntent}
            options={INTENTS.map((id) => ({ id, words: t.intents[id] }))}
          />
        )}
        {action === "assign" && (
          <>
            {people.error && <p className="form-error">{t.bulk.peopleFailed}</p>}
            <Choice
              label={t.bulk.person}
              value={assignee}
              onChange={setAssignee}
              options={[
                ...everybody.map(({ id, name }) => ({ id, words: id === me.user.id ? t.narrow.me : name })),
                { id: NOBODY, words: t.bulk.nobody },
              ]}
            />
          </>
        )}
        {action === "snooze" && (
          <>
            <Choice
              label={t.bulk.when}
              value={until}
              onChange={setUntil}
              options={[
                ...choices.map(({ id, at }) => ({
                  id,
                  words: t.bulk.until[id],
                  more: moment(at.toISOString()),
                })),
                { id: "moment", words: t.bulk.until.moment },
              ]}
            />
            {until === "moment" && (
              <label className="field">
                {t.bulk.moment}
                <input
                  type="datetime-local"
                  value={field}
                  min={forField(now)}
                  onChange={(event) => setField(event.target.value)}
                />
              </label>
            )}
            {past && (
              <p className="form-error" role="alert">
                {t.bulk.past}
              </p>
            )}
          </>
        )}
        <div className="dialog-foot">
          <Button look="quiet" onPress={onClose}>
            {count > 0 ? t.cancel : t.close}
          </Button>
          {count > 0 && (
            <Button look="main" type="submit">
              {t.bulk.submits[action](count)}
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  );
}

function Consequences({ action, plan }: { action: BulkAction; plan: Plan }) {
  const count = plan.going.length;
  const lines: string[] = [];
  if (action === "approve" && count > 0) lines.push(t.bulk.sent(count, ...plan.window));
  if (plan.second > 0) lines.push(t.bulk.second(plan.second));
  if (plan.look > 0) lines.push(t.bulk.look(plan.look));
  if (plan.decided > 0) lines.push(t.bulk.left(plan.decided));
  if (action === "dismiss") lines.unshift(t.bulk.dismissed(count));
  if (action === "snooze") lines.unshift(t.bulk.snoozed);
  if (action === "label") lines.unshift(t.bulk.labelled);
  if (action === "approve" && count === 0) lines.unshift(t.bulk.none);
  return (
    <>
      <ul className="bulk-consequences">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {action === "approve" && <p className="quiet">{t.bulk.why}</p>}
    </>
  );
}

interface ChoiceProps<Id extends string> {
  label: string;
  value: Id;
  onChange: (id: Id) => void;
  options: readonly { id: Id; words: string; more?: string }[];
}

function Choice<Id extends string>({ label, value, onChange, options }: ChoiceProps<Id>) {
  return (
    <RadioGroup className="radios" value={value} onChange={(next) => onChange(next as Id)}>
      <Label>{label}</Label>
      {options.map(({ id, words, more }) => (
        // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for; its first choice is where one begins
        <RadioField key={id} value={id} autoFocus={id === value}>
          <RadioButton className="radio">
            <span className="radio-dot" aria-hidden="true" />
            {words}
            {more && <span className="quiet menu-note">{more}</span>}
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
