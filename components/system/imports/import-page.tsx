import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ImportDecide } from "#components/system/imports/import-decide";
import { ImportMap, type ImportMapProps } from "#components/system/imports/import-map";
import { ImportTrouble, type TroubledRow } from "#components/system/imports/import-trouble";
import { ImportWaiting } from "#components/system/imports/import-waiting";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { cn } from "#components/ui/cn";
import type { ImportRecord } from "#lib/system/imports/queries";

type Props = {
  slug: string;
  record: ImportRecord;
  trouble: readonly TroubledRow[];
  map: Omit<ImportMapProps, "importId" | "kind" | "columns" | "mapping" | "options" | "again">;
};

const steps = ["Upload", "Map", "Check", "Import", "Result"] as const;
const stepOf: Record<ImportRecord["state"], number> = {
  ...{ uploading: 0, uploaded: 0, read: 1, checking: 2, checked: 2, committing: 3, committed: 4 },
  ...{ failed: 0, discarded: 0 },
};

/** An import at the step where it is. */
export function ImportPage({ slug, record, trouble, map }: Props) {
  const { id, kind, state, rows, good, bad, duplicates, columns, mapping, options } = record;
  const waits = state === "uploaded" || state === "checking" || state === "committing";
  const mapper = (
    <ImportMap
      {...map}
      importId={id}
      kind={kind}
      columns={columns}
      mapping={mapping}
      options={options}
      again={state === "checked"}
    />
  );
  return (
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4">
      <Steps at={stepOf[state]} />
      {waits ? (
        <Card>
          <CardContent className="pt-4">
            <ImportWaiting
              key={state}
              address={`/api/${slug}/system/imports/${id}`}
              state={state}
              rows={rows}
              done={record.done}
            />
          </CardContent>
        </Card>
      ) : null}
      {state === "failed" ? (
        <Alert variant="destructive">
          <AlertTitle>This file was not read{record.faultLine ? `: line ${record.faultLine}` : ""}</AlertTitle>
          <AlertDescription>{record.fault} Nothing was imported. Mend the file and send it again.</AlertDescription>
        </Alert>
      ) : null}
      {state === "discarded" ? (
        <Alert>
          <AlertTitle>This import was discarded. Nothing was imported.</AlertTitle>
        </Alert>
      ) : null}
      {state === "uploading" ? (
        <Alert variant="warning">
          <AlertTitle>This file was not sent to its end. Send it again.</AlertTitle>
        </Alert>
      ) : null}
      {state === "checked" || state === "committed" ? (
        <Counts
          counts={[
            [state === "committed" ? "Imported" : "Ready", good],
            ["Wrong", bad],
            ["Known already", duplicates],
          ]}
        />
      ) : null}
      {state === "committed" ? <Result slug={slug} record={record} /> : null}
      {state === "checked" ? (
        <Section title="Decide">
          <ImportDecide importId={id} good={good} bad={bad} mayCommit />
        </Section>
      ) : null}
      {trouble.length > 0 ? <ImportTrouble slug={slug} record={record} rows={trouble} /> : null}
      {state === "read" ? (
        <Section title="Map the columns">
          {mapper}
          <div className="mt-4 border-t pt-4">
            <ImportDecide importId={id} good={0} bad={0} mayCommit={false} />
          </div>
        </Section>
      ) : null}
      {state === "checked" ? <Section title="Change the mapping">{mapper}</Section> : null}
    </div>
  );
}

function Steps({ at }: { at: number }) {
  return (
    <ol className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem]" aria-label="Steps of the import">
      {steps.map((step, n) => (
        <li
          key={step}
          aria-current={n === at ? "step" : undefined}
          className={cn(n === at ? "font-semibold" : "text-muted-foreground")}
        >
          {n + 1}. {step}
        </li>
      ))}
    </ol>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}

function Counts({ counts }: { counts: readonly (readonly [string, number])[] }) {
  return (
    <dl className="grid grid-cols-3 gap-3">
      {counts.map(([label, count]) => (
        <div key={label} className="rounded-lg border bg-card px-3 py-2">
          <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
          <dd className="figures font-semibold text-lg">{count.toLocaleString("en")}</dd>
        </div>
      ))}
    </dl>
  );
}

function Result({ slug, record }: Pick<Props, "slug" | "record">) {
  const { kind, options } = record;
  const [href, words] =
    kind === "events"
      ? [`/${slug}/events`, "See the events"]
      : kind === "sessions"
        ? [`/${slug}/events/${options.eventId}/schedule`, "See the timetable"]
        : kind === "customers"
          ? [`/${slug}/crm/customers`, "See the customers"]
          : [`/${slug}/ticketing/orders`, "See the orders"];
  return (
    <Button asChild className="justify-self-start">
      <Link href={href as Route}>{words}</Link>
    </Button>
  );
}
