import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Look } from "#lib/system/desk/queries";

/** Who of the platform looked through whose eyes, why, and for how long. */
export function LooksPage({ looks, zone, now }: { looks: readonly Look[]; zone: string; now: Date }) {
  return (
    <>
      <PageHeader
        title="Looks"
        description="The last hundred times that somebody of the platform looked through other eyes."
      />
      <Card>
        {looks.length === 0 ? (
          <Empty title="Nobody has looked yet">A look is begun on the page of an organization.</Empty>
        ) : (
          <Table label="Looks">
            <TableHeader>
              <TableRow>
                {["Begun", "Organization", "Who", "As", "Reason", "Until", "State"].map((head) => (
                  <TableHead key={head}>{head}</TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {looks.map((look) => (
                <TableRow key={look.id}>
                  <TableCell>
                    <Time at={look.startedAt} zone={zone} />
                  </TableCell>
                  <TableCell>{look.organization}</TableCell>
                  <TableCell>{look.admin}</TableCell>
                  <TableCell>{look.person ?? "An administrator"}</TableCell>
                  <TableCell className="min-w-56">{look.reason}</TableCell>
                  <TableCell>
                    <Time at={look.endedAt ?? look.expiresAt} zone={zone} />
                  </TableCell>
                  <TableCell>
                    <StateOf look={look} now={now} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </>
  );
}

function StateOf({ look, now }: { look: Look; now: Date }) {
  const over = look.endedAt !== null || look.expiresAt <= now;
  if (over) return <StateBadge state="over" label="Over" tone="neutral" />;
  return <StateBadge state="live" label={look.writable ? "Now, may change" : "Now"} tone="warning" />;
}
