import type { Route } from "next";
import Link from "next/link";
import { Explained } from "#components/payments/bank-accounts";
import { BankWorkbench } from "#components/payments/bank-workbench";
import { Questions } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Input } from "#components/ui/input";
import { Label } from "#components/ui/label";
import { NativeSelect } from "#components/ui/native-select";
import type { BankAccount } from "#lib/payments/bank/queries/accounts";
import type { Workbench, WorkFilter } from "#lib/payments/bank/workbench";

type Props = {
  slug: string;
  account: BankAccount;
  filter: WorkFilter;
  work: Workbench;
  accounts: readonly { code: string; name: string }[];
  mayMatch: boolean;
  mayWriteOff: boolean;
};

/** Progress, filters and the workbench itself, or what to do when there is nothing to match. */
export function BankWork({ slug, account, filter, work, accounts, mayMatch, mayWriteOff }: Props) {
  const path = `/${slug}/payments/bank/${account.id}`;
  const narrowed = filter.q !== "" || filter.way !== undefined || filter.from !== undefined || filter.to !== undefined;
  return (
    <>
      <div className="mb-4 max-w-md">
        <Explained lines={work.all} open={work.all - work.explained} />
      </div>
      <Questions action={path}>
        <Asked id="work-show" label="Show">
          <NativeSelect id="work-show" name="show" defaultValue={filter.show}>
            <option value="open">Open lines</option>
            <option value="explained">Explained lines</option>
            <option value="all">All lines</option>
          </NativeSelect>
        </Asked>
        <Asked id="work-way" label="Money">
          <NativeSelect id="work-way" name="way" defaultValue={filter.way ?? ""}>
            <option value="">In and out</option>
            <option value="in">Came in</option>
            <option value="out">Went out</option>
          </NativeSelect>
        </Asked>
        <Asked id="work-q" label="With these words">
          <Input id="work-q" type="search" name="q" defaultValue={filter.q} />
        </Asked>
        {filter.from ? <input type="hidden" name="from" value={filter.from} /> : null}
        {filter.to ? <input type="hidden" name="to" value={filter.to} /> : null}
        <Button type="submit" variant="outline">
          Filter
        </Button>
      </Questions>
      {work.lines.length > 0 ? (
        <BankWorkbench
          bankAccountId={account.id}
          currency={account.currency}
          work={work}
          accounts={accounts}
          mayMatch={mayMatch}
          mayWriteOff={mayWriteOff}
        />
      ) : (
        <Card>
          {work.all === 0 ? (
            <Empty
              title="No line yet"
              action={
                mayMatch ? (
                  <Button asChild>
                    <Link href={`${path}/import` as Route}>Import a statement</Link>
                  </Button>
                ) : null
              }
            >
              Lines appear here once a statement was imported and taken.
            </Empty>
          ) : (narrowed && work.explained < work.all) || filter.show === "explained" ? (
            <Empty
              title="No line is like that"
              action={
                <Button variant="outline" asChild>
                  <Link href={path as Route}>Clear filters</Link>
                </Button>
              }
            />
          ) : (
            <Empty
              title="Everything is explained"
              action={
                <Button asChild>
                  <Link href={`${path}/proof` as Route}>See the proof</Link>
                </Button>
              }
            >
              Each of the {work.all.toLocaleString("en")} lines is matched with the books.
            </Empty>
          )}
        </Card>
      )}
    </>
  );
}

function Asked({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="grid w-44 gap-1.5 max-sm:w-[calc(50%-0.375rem)]">
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  );
}
