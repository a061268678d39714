import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { ErrorCard } from "#lib/system/desk/queries";
import { SettleButtons } from "./desk-buttons.tsx";

const states = {
  open: { label: "Open", tone: "danger" },
  resolved: { label: "Resolved", tone: "success" },
  ignored: { label: "Ignored", tone: "neutral" },
} as const;
const sources = { web: "On the server", worker: "In the worker", browser: "In a browser" };

/** One kind of error: what broke, how often, and the ids that people were shown. */
export function ErrorCardPage({ error, zone }: { error: ErrorCard; zone: string }) {
  return (
    <>
      <PageHeader
        title="Error"
        badge={<StateBadge state={error.state} {...states[error.state]} />}
        actions={<SettleButtons id={error.id} state={error.state} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6">
        <Card>
          <CardHeader>
            <CardTitle className="break-words">{error.message}</CardTitle>
          </CardHeader>
          <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <Facts
              facts={[
                { label: "Where", value: sources[error.source] },
                { label: "Seen", value: error.seen === 1 ? "Once" : `${error.seen.toLocaleString("en")} times` },
                { label: "First", value: <Time at={error.firstAt} zone={zone} named /> },
                { label: "Last", value: <Time at={error.lastAt} zone={zone} named /> },
              ]}
            />
            {error.stack ? (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              <section aria-label="Stack" tabIndex={0} className="overflow-x-auto rounded-md bg-muted p-3">
                <pre className="font-mono text-xs leading-5">{error.stack}</pre>
              </section>
            ) : null}
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>When it was seen</CardTitle>
            <CardDescription>The last twenty times. Ids are kept for ninety days.</CardDescription>
          </CardHeader>
          <Table label="When it was seen">
            <TableHeader>
              <TableRow>
                {["When", "Shown id", "Organization", "Path", "Request"].map((head) => (
                  <TableHead key={head}>{head}</TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {error.sightings.map((one) => (
                <TableRow key={`${one.shownId} ${one.at.getTime()}`}>
                  <TableCell>
                    <Time at={one.at} zone={zone} />
                  </TableCell>
                  <TableCell className="font-mono text-[0.8125rem]">{one.shownId}</TableCell>
                  <TableCell>{one.organization ?? "–"}</TableCell>
                  <TableCell className="font-mono text-[0.8125rem]">{one.path ?? "–"}</TableCell>
                  <TableCell className="font-mono text-[0.8125rem]">{one.requestId ?? "–"}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      </div>
    </>
  );
}
