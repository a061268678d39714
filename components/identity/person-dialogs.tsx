"use client";

import { LongTextField, TextField } from "#components/data/fields";
import { FormDialog, orRequest } from "#components/data/form-dialog";
import type { Answer, BulkSelection } from "#components/data/list-contract";
import type { FormState } from "#lib/action";
import { grantRole } from "#lib/identity/actions/people";
import { type AccessChoices, AccessFields, type Place } from "./access-fields.tsx";
import { PersonField } from "./person-field.tsx";

type Run = (input: BulkSelection & { with: Record<string, string> }) => Promise<Answer<{ message: string }>>;

/** A bulk action with fields: what was typed goes along with every row. */
export const forSelection =
  (run: Run, selection: BulkSelection) =>
  async (_: unknown, form: FormData): Promise<FormState<{ message: string }>> => {
    const values = Object.fromEntries(
      [...form].filter(
        (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "" && !pair[0].startsWith("$"),
      ),
    );
    const answer = await run({ ...selection, with: values });
    return answer.ok ? { done: true, result: answer.value } : { done: false, problem: answer.problem, values };
  };

type ApproveProps<O> = {
  who: string;
  action: (state: FormState<O>, form: FormData) => Promise<FormState<O>>;
  hidden?: Record<string, string>;
  choices: AccessChoices;
  first?: Place & { role?: string };
  mayKeep?: boolean | "some";
  done: string | ((result: O | undefined) => string);
  onDone?: () => void;
  close: () => void;
};

/** Account, membership, role and place in one step. */
export function ApproveDialog<O>({ who, choices, first, mayKeep, ...props }: ApproveProps<O>) {
  return (
    <FormDialog
      {...props}
      title={`Approve ${who}`}
      text="They are told by e-mail and can begin at once."
      verb="Approve"
      pendingVerb="Approving…"
      wide
    >
      {(state) => (
        <>
          <AccessFields choices={choices} state={state} first={first} mayKeep={mayKeep} />
          <TextField
            name="endsOn"
            type="date"
            label="Last day of the role"
            className="w-44"
            hint="It stays until somebody ends it, when empty."
          />
        </>
      )}
    </FormDialog>
  );
}

type ReasonProps<O> = {
  title: string;
  text: string;
  verb: string;
  pendingVerb: string;
  tone?: "destructive" | "default";
  action: (state: FormState<O>, form: FormData) => Promise<FormState<O>>;
  hidden?: Record<string, string>;
  done: string | ((result: O | undefined) => string);
  onDone?: () => void;
  close: () => void;
};

/** A decision about somebody, with the reason that they are told. */
export function ReasonDialog<O>(props: ReasonProps<O>) {
  return (
    <FormDialog {...props}>
      <LongTextField
        name="reason"
        label="Reason"
        required
        rows={3}
        maxLength={500}
        hint="The person is told, in these words."
      />
    </FormDialog>
  );
}

type GrantProps = {
  who?: { id: string; name: string };
  /** Instead of `who`: somebody is chosen. */
  people?: readonly { id: string; name: string; email: string }[];
  station?: { id: string; name: string };
  choices: AccessChoices;
  zone: string;
  close: () => void;
};

export function GrantDialog({ who, people, station, choices, zone, close }: GrantProps) {
  return (
    <FormDialog
      title={who ? `Give ${who.name} a role` : `Somebody for ${station?.name ?? choices.organization}`}
      text={`Days are those of ${zone.replaceAll("_", " ")}.`}
      verb="Give the role"
      pendingVerb="Giving…"
      action={grantRole}
      hidden={who ? { userId: who.id } : {}}
      done={orRequest("The role counts from its first day on.")}
      close={close}
      wide
    >
      {(state) => (
        <>
          {people ? <PersonField people={people} /> : null}
          <AccessFields
            choices={choices}
            state={state}
            first={{ stationId: station?.id }}
            fixed={station !== undefined}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name="startsOn" type="date" label="First day" hint="Now, when empty." />
            <TextField name="endsOn" type="date" label="Last day" hint="It stays, when empty." />
          </div>
          <TextField
            name="reason"
            label="Reason"
            maxLength={500}
            hint="For the second person, where your rules ask for one."
          />
        </>
      )}
    </FormDialog>
  );
}
