"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Money } from "#components/data/money";
import type { BankWorkbenchProps, PanelMode } from "#components/payments/bank-workbench";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { majorUnits, parseMoney } from "#lib/money";
import { rememberBankRule } from "#lib/payments/actions/bank";
import type { MatchPart } from "#lib/payments/bank/rules";
import { partOf, type WorkLine } from "#lib/payments/bank/workbench";

type Props = BankWorkbenchProps & {
  line: WorkLine;
  mode: PanelMode;
  pending: boolean;
  onCancel: () => void;
  onSend: (parts: MatchPart[]) => void;
};
/** `what` is an account's code, a candidate's key, or the write-off. */
type Row = { key: number; what: string; amount: string; memo: string };
const writeOff = "write-off";

/** A line as one or several parts: accounts, known things, and what nothing explains. */
export function BankPartsForm({
  bankAccountId,
  currency,
  accounts,
  work,
  line,
  mode,
  pending,
  mayWriteOff,
  onCancel,
  onSend,
}: Props) {
  const whole = majorUnits(BigInt(line.openMinor), currency);
  const blank = (key: number, what = "", amount = ""): Row => ({ key, what, amount, memo: "" });
  const [rows, setRows] = useState<Row[]>(() =>
    mode === "split" ? [blank(0), blank(1)] : [blank(0, mode === "write_off" ? writeOff : "", whole)],
  );
  const [remembered, setRemembered] = useState(false);
  const [words, setWords] = useState((line.counterparty || line.text).slice(0, 60));
  const [shown, setShown] = useState(false);
  const fitting = work.candidates.filter(
    ({ openMinor }) => openMinor.startsWith("-") === line.openMinor.startsWith("-"),
  );
  const minors = rows.map(({ amount }) => parseMoney(amount, currency));
  const left = minors.reduce<bigint>((rest, minor) => rest - (minor ?? 0n), BigInt(line.openMinor));
  const faultOf = (row: Row, index: number) => ({
    what: row.what === "" ? "Choose what it is." : null,
    amount: !minors[index] ? `An amount such as ${whole}.` : null,
    memo: row.what === writeOff && row.memo.trim().length < 3 ? "Say why it is written off." : null,
  });
  const change = (key: number, fields: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));

  const send = async () => {
    setShown(true);
    if (rows.some((row, index) => Object.values(faultOf(row, index)).some(Boolean))) return;
    const [first] = rows;
    if (remembered && first && rows.length === 1) {
      const direction = line.openMinor.startsWith("-") ? "out" : "in";
      const answer = await rememberBankRule({
        bankAccountId,
        contains: words,
        direction,
        account: first.what,
        memo: first.memo,
      });
      if (!answer.ok) return notify("error", answer.problem.message);
    }
    onSend(
      rows.map((row, index): MatchPart => {
        const amountMinor = String(minors[index] ?? 0n);
        const candidate = work.candidates.find(({ key }) => key === row.what);
        if (candidate) return partOf(candidate, amountMinor);
        if (row.what === writeOff) return { kind: "write_off", amountMinor, memo: row.memo };
        return { kind: "category", amountMinor, account: row.what, memo: row.memo };
      }),
    );
  };

  return (
    <section aria-label="Explain by hand" className="grid gap-4">
      {rows.map((row, index) => {
        const fault = shown ? faultOf(row, index) : { what: null, amount: null, memo: null };
        return (
          <div key={row.key} className="grid gap-3 rounded-md border p-3">
            <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
              <Field label={rows.length > 1 ? `Part ${index + 1}` : "What it is"} required error={fault.what}>
                <NativeSelect value={row.what} onChange={(event) => change(row.key, { what: event.target.value })}>
                  <option value="">Choose…</option>
                  {mayWriteOff ? <option value={writeOff}>Write it off</option> : null}
                  {fitting.length > 0 ? (
                    <optgroup label="Waiting for the bank">
                      {fitting.slice(0, 100).map(({ key, label, openMinor }) => (
                        <option key={key} value={key}>
                          {label.slice(0, 60)} ({majorUnits(BigInt(openMinor), currency)})
                        </option>
                      ))}
                    </optgroup>
                  ) : null}
                  <optgroup label="Accounts">
                    {accounts.map(({ code, name }) => (
                      <option key={code} value={code}>
                        {name} ({code})
                      </option>
                    ))}
                  </optgroup>
                </NativeSelect>
              </Field>
              <Field label={`Amount in ${currency}`} required error={fault.amount}>
                <Input
                  inputMode="decimal"
                  autoComplete="off"
                  className="figures text-right"
                  value={row.amount}
                  onChange={(event) => change(row.key, { amount: event.target.value })}
                />
              </Field>
            </div>
            <div className="flex items-start gap-2">
              <Field
                label={row.what === writeOff ? "Why" : "Memo"}
                required={row.what === writeOff}
                error={fault.memo}
                className="grow"
              >
                <Input
                  autoComplete="off"
                  value={row.memo}
                  onChange={(event) => change(row.key, { memo: event.target.value })}
                />
              </Field>
              {rows.length > 1 ? (
                <Button
                  variant="ghost"
                  size="icon"
                  className="mt-6"
                  aria-label={`Remove part ${index + 1}`}
                  onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                >
                  <X aria-hidden />
                </Button>
              ) : null}
            </div>
          </div>
        );
      })}
      {mode === "split" ? (
        <Button
          variant="outline"
          className="justify-self-start"
          onClick={() => setRows([...rows, blank((rows.at(-1)?.key ?? 0) + 1)])}
        >
          <Plus aria-hidden /> Add a part
        </Button>
      ) : null}
      {mode === "account" ? (
        <div className="grid gap-2">
          <Field label="Suggest this for such lines from now on" inline>
            <Checkbox checked={remembered} onCheckedChange={(on) => setRemembered(on === true)} />
          </Field>
          {remembered ? (
            <Field label="Lines that contain" required>
              <Input value={words} onChange={(event) => setWords(event.target.value)} />
            </Field>
          ) : null}
        </div>
      ) : null}
      <p role="status" className={left === 0n ? "text-muted-foreground" : "text-warning-text"}>
        {left === 0n ? (
          "All of it is explained."
        ) : (
          <>
            Left open: <Money minor={left} currency={currency} signed />
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button aria-disabled={pending} onClick={send}>
          {pending ? "Matching…" : "Match"}
        </Button>
        <Button variant="outline" onClick={onCancel}>
          Back
        </Button>
      </div>
    </section>
  );
}
