"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { blankRow, EntryRows } from "#components/payments/entry-rows";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { DateInput } from "#components/ui/date-time-input";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import { Textarea } from "#components/ui/textarea";
import type { Problem } from "#lib/errors";
import { postJournalEntry } from "#lib/payments/actions";
import { transactionHref } from "#lib/payments/addresses";
import type { AccountKind } from "#lib/payments/chart";
import { faultsByRow, readEntry } from "#lib/payments/entry";

export type EntryAccount = { code: string; name: string; kind: AccountKind; currency: string; state: string };
export type EntryFormProps = {
  slug: string;
  zone: string;
  currency: string;
  today: string;
  /** The first day that is not closed. */
  firstOpenDay?: string;
  accounts: readonly EntryAccount[];
};

/** A journal entry by hand. What is typed stays until it is posted, whatever the server answers. */
export function EntryForm({ slug, zone, currency: base, today, firstOpenDay, accounts }: EntryFormProps) {
  // Made with the form: sent twice, it posts once.
  const [key] = useState(() => crypto.randomUUID());
  const [rows, setRows] = useState([blankRow(0), blankRow(1)]);
  const [currency, setCurrency] = useState(base);
  const [effectiveOn, setEffectiveOn] = useState(today);
  const [memo, setMemo] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sentRows, setSentRows] = useState<number[]>([]);
  const [pending, start] = useTransition();
  const router = useRouter();
  const entry = readEntry(rows, currency);
  const currencies = [...new Set([base, ...accounts.map((account) => account.currency)])];
  const closed = firstOpenDay && effectiveOn && effectiveOn < firstOpenDay;
  const fields = problem?.fields ?? {};

  const send = () => {
    if (Object.keys(entry.faults).length > 0) {
      setProblem({ code: "invalid", message: "Correct the amounts first." });
      return;
    }
    start(async () => {
      const answer = await postJournalEntry({ key, effectiveOn, currency, memo, lines: entry.lines });
      setSentRows(entry.rows);
      if (!answer.ok) {
        setProblem(answer.problem);
        return;
      }
      notify("success", "Posted.");
      router.push(transactionHref(slug, answer.value.transactionId) as Route);
    });
  };

  return (
    <form
      className="grid max-w-4xl gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send();
      }}
    >
      {problem ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-[auto_12rem_1fr]">
        <Field
          label="Date"
          required
          hint={`By the calendar of ${zone.replaceAll("_", " ")}`}
          error={fields.effectiveOn ?? (closed ? `Closed. The first open day is ${firstOpenDay}.` : null)}
        >
          <DateInput value={effectiveOn} min={firstOpenDay} onChange={(event) => setEffectiveOn(event.target.value)} />
        </Field>
        <Field label="Currency" required error={fields.currency}>
          <NativeSelect
            value={currency}
            onChange={(event) => {
              setCurrency(event.target.value);
              setRows(rows.map((row) => ({ ...row, account: "" })));
            }}
          >
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <Field label="Memo" required hint="What this entry is for, in words an auditor understands." error={fields.memo}>
        <Textarea rows={2} value={memo} onChange={(event) => setMemo(event.target.value)} />
      </Field>
      <EntryRows
        rows={rows}
        onChange={setRows}
        currency={currency}
        accounts={accounts.filter((account) => account.currency === currency)}
        entry={entry}
        faults={{ ...faultsByRow(fields, sentRows), ...entry.faults }}
        refused={fields.lines}
      />
      <Button type="submit" className="justify-self-start" aria-disabled={pending}>
        {pending ? "Posting…" : "Post entry"}
      </Button>
    </form>
  );
}
