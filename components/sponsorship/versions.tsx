import { Money } from "#components/data/money";
import { Day, Time } from "#components/data/time";
import { Badge } from "#components/ui/badge";
import { Card, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { ThreadFacts, VersionFacts } from "#lib/sponsorship/queries/talks";
import { sideWords } from "#lib/sponsorship/words";

type Row = { label: string; of: (version: VersionFacts) => string; show: (version: VersionFacts) => React.ReactNode };

/** The versions beside each other, newest first; what differs from the one before is marked. */
export function Versions({ thread, zone }: { thread: ThreadFacts; zone: string }) {
  const { versions } = thread;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{versions.length === 1 ? "The offer" : "Versions side by side"}</CardTitle>
      </CardHeader>
      <Table label="Versions side by side" className="mt-3">
        <TableHeader>
          <TableRow>
            <TableHead>Terms</TableHead>
            {versions.map((version) => (
              <TableHead key={version.n}>
                Version {version.n} by the {sideWords[version.side].toLowerCase()}
                {version.n === thread.version ? <Badge className="ml-2">On the table</Badge> : null}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rowsOf(zone, versions).map((row) => (
            <TableRow key={row.label}>
              <TableHead scope="row" className="h-auto py-2 align-top">
                {row.label}
              </TableHead>
              {versions.map((version, place) => {
                const before = versions[place + 1];
                const changed = before !== undefined && row.of(before) !== row.of(version);
                return (
                  <TableCell key={version.n} className="min-w-52 align-top">
                    {row.show(version)}
                    {changed ? (
                      <Badge variant="warning" className="ml-2">
                        Changed
                      </Badge>
                    ) : null}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function rowsOf(zone: string, versions: readonly VersionFacts[]): Row[] {
  const parts = Math.max(...versions.map(({ terms }) => terms.milestones.length));
  const promised = Math.max(...versions.map(({ terms }) => terms.deliverables.length));
  return [
    {
      label: "Price",
      of: (v) => String(v.priceMinor),
      show: (v) => <Money minor={v.priceMinor} currency={v.currency} />,
    },
    { label: "of it tax", of: (v) => String(v.terms.taxPpm), show: (v) => `${v.terms.taxPpm / 10_000} %` },
    ...Array.from({ length: parts }, (_, n): Row => {
      const of = (v: VersionFacts) => v.terms.milestones[n];
      return {
        label: `Milestone ${n + 1}`,
        of: (v) => JSON.stringify(of(v) ?? null),
        show: (v) => {
          const one = of(v);
          return one ? (
            <>
              {one.title}: <Money minor={one.amountMinor} currency={v.currency} />, <Day day={one.dueOn} />
            </>
          ) : (
            "–"
          );
        },
      };
    }),
    ...Array.from({ length: promised }, (_, n): Row => {
      const of = (v: VersionFacts) => v.terms.deliverables[n];
      return {
        label: `Deliverable ${n + 1}`,
        of: (v) => JSON.stringify(of(v) ?? null),
        show: (v) => {
          const one = of(v);
          return one ? (
            <>
              {one.title}
              {one.wanted ? `, at least ${one.wanted.toLocaleString("en")}` : ""}, <Day day={one.dueOn} />
              {one.slaDays > 0 ? ` and ${one.slaDays} days` : ""}, for milestone {one.milestone + 1}
            </>
          ) : (
            "–"
          );
        },
      };
    }),
    { label: "Held at most", of: (v) => String(v.terms.holdDays), show: (v) => `${v.terms.holdDays} days` },
    {
      label: "Silence approves",
      of: (v) => String(v.terms.autoApproveDays),
      show: (v) => (v.terms.autoApproveDays ? `after ${v.terms.autoApproveDays} days` : "never"),
    },
    { label: "Note", of: () => "", show: (v) => v.note || "–" },
    { label: "Sent", of: () => "", show: (v) => (v.sentAt ? <Time at={v.sentAt} zone={zone} /> : "Not yet") },
  ];
}
