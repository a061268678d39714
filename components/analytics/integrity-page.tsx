import type { Route } from "next";
import Link from "next/link";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Checked, Counts } from "#lib/analytics/queries/integrity";
import { checkWords } from "#lib/analytics/rules/integrity";

type Props = { slug: string; zone: string; checks: Checked[]; counts: Counts };

/** Whether the figures can be believed: each check green or red, with the rows that differ. */
export function IntegrityPage({ slug, zone, checks, counts }: Props) {
  const wrong = checks.filter(({ ok }) => !ok).length;
  return (
    <>
      <PageHeader
        title="Integrity"
        description="Books against their entries, stock against its movements, dashboards against the rows that they count. Looked at every night."
        badge={
          checks.length === 0 ? undefined : (
            <Badge variant={wrong > 0 ? "danger" : "success"}>{wrong > 0 ? `${wrong} do not hold` : "All hold"}</Badge>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {checks.length === 0 ? (
          <Empty title="Nobody has looked yet">The first look is tonight, and its results stand here afterwards.</Empty>
        ) : (
          <Card>
            <CardContent className="pt-4">
              <Table label="Checks">
                <TableHeader>
                  <TableRow>
                    <TableHead>Check</TableHead>
                    <TableHead>Result</TableHead>
                    <TableHead>What was found</TableHead>
                    <TableHead>Looked at</TableHead>
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {checks.map((one) => (
                    <TableRow key={one.check}>
                      <TableHead scope="row" className="font-medium text-foreground text-sm">
                        {checkWords(one.check)}
                      </TableHead>
                      <TableCell>
                        <Badge variant={one.ok ? "success" : "danger"}>{one.ok ? "Holds" : "Does not hold"}</Badge>
                      </TableCell>
                      <TableCell className="max-w-prose whitespace-normal break-words">{one.detail}</TableCell>
                      <TableCell>
                        <Time at={one.at} zone={zone} />
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </CardContent>
          </Card>
        )}
        <Card>
          <CardHeader>
            <CardTitle>How much there is</CardTitle>
          </CardHeader>
          <CardContent>
            <ul className="grid grid-cols-2 gap-x-6 gap-y-2 md:grid-cols-4">
              {counts.map(({ name, count, where }) => (
                <li key={name}>
                  <Link
                    href={`/${slug}/${where}` as Route}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center text-muted-foreground hover:underline"
                  >
                    {name}
                  </Link>
                  <p className="figures font-semibold text-lg">{count.toLocaleString("en")}</p>
                </li>
              ))}
            </ul>
          </CardContent>
        </Card>
      </div>
    </>
  );
}
