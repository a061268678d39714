import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { DayField } from "#components/payments/day-field";
import { FormButton } from "#components/payments/form-button";
import { Amount, Questions, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Input } from "#components/ui/input";
import { Label } from "#components/ui/label";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { applySplit } from "#lib/payments/actions/planning";
import { transactionHref } from "#lib/payments/addresses";
import type { Preview, Split } from "#lib/payments/splits/queries";
import type { Tried } from "#lib/payments/splits/screen";
import { ArchiveSplitButton, SplitButton, type SplitChoices, SplitWords } from "./splits-page.tsx";

type Run = {
  run: { id: string; source: string; amountMinor: bigint; currency: string; createdAt: Date };
  transactionId: string | null;
};
type Question = { of: string; day: string; id: string; amount: string };
type Props = {
  slug: string;
  zone: string;
  split: Split;
  runs: readonly Run[];
  choices?: SplitChoices;
  mayPost: boolean;
  question?: Question;
  tried?: Tried;
};

/** One split: its lines, what it would do, and what it did. */
export function SplitPage({ slug, zone, split, runs, choices, mayPost, question, tried }: Props) {
  const path = `/${slug}/payments/planning/splits/${split.id}`;
  return (
    <>
      <PageHeader
        title={split.name}
        crumbs={[{ label: split.name }]}
        description={`Income in ${split.currency}${split.accountCode ? ` of ${split.accountCode}` : ""}; ${split.activeFrom ? `every night since ${split.activeFrom}` : "by hand"}.`}
        actions={
          choices ? (
            <>
              <SplitButton split={split} choices={choices} />
              <ArchiveSplitButton split={split} />
            </>
          ) : null
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
        <Card className="self-start">
          <CardHeader>
            <CardTitle>What it sets aside</CardTitle>
          </CardHeader>
          <CardContent>
            <SplitWords split={split} />
          </CardContent>
        </Card>
        <Card className="self-start">
          <CardHeader>
            <CardTitle>Try it</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-3">
            <Questions action={path}>
              <input type="hidden" name="of" value="hand" />
              <div className="grid gap-1.5">
                <Label htmlFor="try-amount">An amount in {split.currency}</Label>
                <Input
                  id="try-amount"
                  name="amount"
                  inputMode="decimal"
                  autoComplete="off"
                  className="figures w-36 text-right"
                  defaultValue={question?.amount}
                />
              </div>
              <Button type="submit" variant="outline">
                Show the parts
              </Button>
            </Questions>
            <Questions action={path}>
              <input type="hidden" name="of" value="day" />
              <DayField name="day" label="The income of a day" day={question?.day} />
              <Button type="submit" variant="outline">
                Show the parts of the day
              </Button>
            </Questions>
            {tried?.refused ? (
              <Alert variant="destructive" role="alert">
                <AlertTitle>{tried.refused}</AlertTitle>
              </Alert>
            ) : null}
            {tried?.preview ? <Parts preview={tried.preview} /> : null}
            {tried?.preview && question && mayPost && !tried.preview.already && tried.preview.amountMinor > 0n ? (
              <ApplyButton split={split} question={question} />
            ) : null}
          </CardContent>
        </Card>
      </div>
      <h2 className="mt-8 mb-3 font-semibold text-base">What it did</h2>
      <Runs slug={slug} zone={zone} runs={runs} />
    </>
  );
}

function Parts({ preview }: { preview: Preview }) {
  return (
    <Table label="What would be set aside">
      <TableBody>
        {preview.parts.map((part) => (
          <TableRow key={part.position}>
            <TableHead scope="row">{part.reserve.replaceAll("-", " ")}</TableHead>
            <Amount>
              <Money minor={part.amountMinor} currency={preview.currency} />
            </Amount>
          </TableRow>
        ))}
        <TableRow>
          <TableHead scope="row">Stays free</TableHead>
          <Amount>
            <Money minor={preview.freeMinor} currency={preview.currency} />
          </Amount>
        </TableRow>
        <TableRow>
          <TableHead scope="row" className="font-semibold text-foreground">
            {preview.already ? "Together; split already" : "Together"}
          </TableHead>
          <Amount>
            <Money minor={preview.amountMinor} currency={preview.currency} />
          </Amount>
        </TableRow>
      </TableBody>
    </Table>
  );
}

function ApplyButton({ split, question }: { split: Split; question: Question }) {
  const asked = Object.fromEntries(Object.entries(question).filter(([, value]) => value));
  return (
    <div>
      <FormButton
        label="Set this aside"
        variant="default"
        title="Set this aside?"
        text="It is posted to the books. What was set aside can be set free again."
        verb="Set aside"
        pendingVerb="Posting…"
        action={applySplit}
        hidden={{ splitId: split.id, ...asked }}
        keyed
        done="Set aside."
      />
    </div>
  );
}

const sourceWords = (source: string) => {
  const [of, rest] = [source.slice(0, source.indexOf(":")), source.slice(source.indexOf(":") + 1)];
  return of === "day" ? `Income of ${rest}` : of === "hand" ? "By hand" : of === "order" ? "An order" : "A transaction";
};

function Runs({ slug, zone, runs }: { slug: string; zone: string; runs: readonly Run[] }) {
  if (runs.length === 0)
    return (
      <Card>
        <Empty title="Nothing yet">It is applied in the night, or above by hand.</Empty>
      </Card>
    );
  return (
    <TableCard>
      <Table label="What the split was applied to">
        <TableHeader>
          <TableRow>
            <TableHead>What</TableHead>
            <TableHead>When</TableHead>
            <TableHead className="text-right">Income</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {runs.map(({ run, transactionId }) => (
            <TableRow key={run.id}>
              <TableCell>
                {transactionId ? (
                  <TextLink href={transactionHref(slug, transactionId)}>{sourceWords(run.source)}</TextLink>
                ) : (
                  `${sourceWords(run.source)}: nothing to split`
                )}
              </TableCell>
              <TableCell>
                <Time at={run.createdAt} zone={zone} />
              </TableCell>
              <Amount>
                <Money minor={run.amountMinor} currency={run.currency} />
              </Amount>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}
