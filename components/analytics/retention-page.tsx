import { RetentionForm } from "#components/analytics/retention-form";
import { Figure, Figures } from "#components/data/figure";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Input } from "#components/ui/input";
import { Label } from "#components/ui/label";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { monthWords, type Retention, type RetentionEffect } from "#lib/analytics/rules/retention";

export type RetentionPageProps = {
  slug: string;
  retention: Retention;
  effect: RetentionEffect | null;
  asked: number | null;
  now: Date;
  nextRun: Date;
  mayChange: boolean;
};

/** For how long single rows are kept, what goes when, and how fresh the figures are. */
export function RetentionPage(props: RetentionPageProps) {
  const { retention, now, nextRun } = props;
  const { months, zone, kept, asOf } = retention;
  const behind = asOf ? Math.max(0, Math.round((now.getTime() - new Date(asOf).getTime()) / 1000)) : null;
  const total = (figure: "visits" | "facts") => kept.reduce((sum, one) => sum + one[figure], 0).toLocaleString("en");
  return (
    <>
      <PageHeader
        title="Kept data"
        description="Single visits and sales facts are kept for a while; the daily figures made from them stay. Months are those of UTC."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures>
          <Figure
            label="Kept for"
            value={`${months} ${months === 1 ? "month" : "months"}`}
            fresh={`Single visits: ${total("visits")}`}
          />
          <Figure
            label="Single facts of sales"
            value={total("facts")}
            fresh="Checkouts, orders, refunds and arrivals"
          />
          <Figure
            label="Figures are true as of"
            value={behind === null ? "Never" : behind < 120 ? `${behind} s ago` : `${Math.round(behind / 60)} min ago`}
            fresh={asOf ? <Time at={asOf} zone={zone} named /> : "The first run is due within a minute"}
          />
          <Figure
            label="Next clean-up"
            value={<Time at={nextRun} zone={zone} show="day" />}
            fresh={<Time at={nextRun} zone={zone} named />}
          />
        </Figures>
        {props.mayChange ? <Change {...props} /> : null}
        <Months retention={retention} />
        <Runs retention={retention} />
      </div>
    </>
  );
}

function Change({ slug, retention, effect, asked }: RetentionPageProps) {
  const lower = asked !== null && asked < retention.months;
  const count = (many: number, one: string) => `${many.toLocaleString("en")} ${many === 1 ? one : `${one}s`}`;
  const goes = effect ? `${count(effect.visits, "single visit")} and ${count(effect.facts, "fact")} go` : "";
  return (
    <Card role="group" aria-labelledby="change-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="change-title">Keep them longer or shorter</CardTitle>
          <CardDescription>First see what it does; nothing changes until you say so.</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        <form action={`/${slug}/analytics/retention`} className="flex flex-wrap items-end gap-3">
          <div className="grid gap-1.5">
            <Label htmlFor="keep-months">Months</Label>
            <Input
              id="keep-months"
              name="months"
              type="number"
              min={1}
              max={120}
              required
              defaultValue={asked ?? retention.months}
              className="max-w-28"
            />
          </div>
          <Button type="submit" variant="outline">
            See what it does
          </Button>
        </form>
        {effect && asked !== null ? (
          <div className="grid gap-3 rounded-lg border p-4" role="status">
            <p>
              {asked === retention.months ? "That is how it is now. " : ""}
              {effect.visits + effect.facts === 0
                ? "Nothing goes at the next clean-up."
                : `At the next clean-up ${goes}: everything before ${monthWords(effect.before)}, once its month is sealed. Daily figures of those months stay; the rows behind them can no longer be opened.`}
            </p>
            {asked === retention.months ? null : <RetentionForm months={asked} lower={lower} goes={goes} />}
          </div>
        ) : null}
      </CardContent>
    </Card>
  );
}

function Months({ retention: { kept, zone, keptFrom } }: { retention: Retention }) {
  return (
    <Card role="group" aria-labelledby="months-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="months-title">Months that are there</CardTitle>
          <CardDescription>
            A month is sealed 35 days after it ended, when every row of it is in the daily figures; only then may it go.
            {keptFrom ? ` Everything before ${monthWords(keptFrom.slice(0, 10))} is gone.` : ""}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        {kept.length === 0 ? (
          <p className="text-muted-foreground">There are no single rows yet.</p>
        ) : (
          <Table label="Months that are there">
            <TableHeader>
              <TableRow>
                <TableHead>Month</TableHead>
                <TableHead className="text-right">Visits</TableHead>
                <TableHead className="text-right">Facts</TableHead>
                <TableHead>Sealed</TableHead>
                <TableHead>Goes on or after</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {kept.map(({ month, visits, facts, sealedAt, goesAt }) => (
                <TableRow key={month}>
                  <TableHead scope="row" className="font-normal text-foreground text-sm">
                    {monthWords(month)}
                  </TableHead>
                  <TableCell className="figures text-right">{visits.toLocaleString("en")}</TableCell>
                  <TableCell className="figures text-right">{facts.toLocaleString("en")}</TableCell>
                  <TableCell>{sealedAt ? <Time at={sealedAt} zone={zone} /> : "Open"}</TableCell>
                  <TableCell>{monthWords(goesAt.slice(0, 10))}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}

function Runs({ retention: { runs, zone } }: { retention: Retention }) {
  return (
    <Card role="group" aria-labelledby="runs-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="runs-title">Last runs that took something in</CardTitle>
          <CardDescription>Of the whole house; kept for 30 days</CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        {runs.length === 0 ? (
          <p className="text-muted-foreground">None yet.</p>
        ) : (
          <Table label="Last runs that took something in">
            <TableHeader>
              <TableRow>
                <TableHead>Began</TableHead>
                <TableHead>Kind</TableHead>
                <TableHead className="text-right">Took</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {runs.map(({ kind, startedAt, ms }) => (
                <TableRow key={startedAt}>
                  <TableCell>
                    <Time at={startedAt} zone={zone} />
                  </TableCell>
                  <TableCell>{kind === "refresh" ? "Took in what was new" : "Made anew from single rows"}</TableCell>
                  <TableCell className="figures text-right">{ms.toLocaleString("en")} ms</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </Card>
  );
}
