import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { roleName } from "#lib/permissions";
import { deedWords } from "#lib/system/deeds";
import { auditKindWords } from "#lib/system/rules";

type Line = {
  id: string;
  at: Date;
  who: { name?: string; email?: string };
  roles: string[];
  command: string;
  kind: keyof typeof auditKindWords;
  outcome: "done" | "refused";
  subject: string | null;
  subjectId: string | null;
  input: unknown;
  requestId: string;
  sessionId: string | null;
  address: string | null;
  impersonationId: string | null;
  erased: boolean;
  digest: string;
  changes: readonly { field: string; before: string; after: string }[];
};

/** One line of the log with everything that it says. */
export function AuditLinePage({ line, slug, zone }: { line: Line; slug: string; zone: string }) {
  const who = line.who.name || line.who.email || "The system";
  const refused = line.outcome === "refused";
  const history = `/${slug}/system/audit?f.record=${line.subjectId}`;
  return (
    <>
      <PageHeader
        title={`${who} ${refused ? "was refused:" : ""} ${deedWords(line.command)}`.replace(/\s+/g, " ")}
        badge={
          <StateBadge
            state={line.outcome}
            label={refused ? "Refused" : auditKindWords[line.kind]}
            tone={refused ? "danger" : "neutral"}
          />
        }
        crumbs={[{ label: "Line" }]}
      />
      {line.erased ? (
        <Alert className="mb-6" variant="info">
          <AlertTitle>
            A person's data was taken out of this line when they were erased. The chain still holds.
          </AlertTitle>
        </Alert>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_26rem]">
        <div className="grid min-w-0 gap-6">
          <Changes line={line} />
          <Card className="min-w-0">
            <CardHeader>
              <CardTitle>What was asked for</CardTitle>
            </CardHeader>
            <CardContent>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
              <section aria-label="What was asked for" tabIndex={0} className="overflow-x-auto rounded-md bg-muted p-3">
                <pre className="font-mono text-xs leading-5">{JSON.stringify(line.input, null, 2)}</pre>
              </section>
            </CardContent>
          </Card>
        </div>
        <Card className="min-w-0">
          <CardHeader>
            <CardTitle>Who, when and from where</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "When", value: <Time at={line.at} zone={zone} named /> },
                { label: "Who, at that moment", value: line.who.email ? `${who}, ${line.who.email}` : who },
                { label: "Role, at that moment", value: line.roles.map(roleName).join(", ") || "None" },
                { label: "Command", value: code(line.command) },
                { label: "Record", value: line.subject ? <Subject line={line} history={history} /> : "None" },
                { label: "Address", value: line.address ? code(line.address) : "Not known" },
                { label: "Request", value: code(line.requestId) },
                { label: "Session", value: line.sessionId ? code(line.sessionId) : "None" },
                ...(line.impersonationId
                  ? [{ label: "Through other eyes", value: "Yes: somebody of the platform, within a look" }]
                  : []),
                { label: "Digest", value: code(line.digest) },
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

const code = (words: string) => <code className="break-all font-mono text-[0.8125rem]">{words}</code>;

function Subject({ line, history }: { line: Line; history: string }) {
  return (
    <>
      {code(`${line.subject} ${line.subjectId ?? ""}`)}
      {line.subjectId ? (
        <p>
          <Link href={history as Route} className="text-primary-text underline underline-offset-4">
            Everything about this record
          </Link>
        </p>
      ) : null}
    </>
  );
}

function Changes({ line }: { line: Line }) {
  return (
    <Card className="min-w-0">
      <CardHeader>
        <CardTitle>Before and after</CardTitle>
      </CardHeader>
      {line.changes.length === 0 ? (
        <CardContent>
          <p className="text-muted-foreground">No field of a record was changed.</p>
        </CardContent>
      ) : (
        <Table label="Before and after">
          <TableHeader>
            <TableRow>
              <TableHead>Field</TableHead>
              <TableHead>Before</TableHead>
              <TableHead>After</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {line.changes.map((change) => (
              <TableRow key={change.field}>
                <TableCell className="font-medium">{change.field}</TableCell>
                <TableCell className="break-words">{change.before}</TableCell>
                <TableCell className="break-words">{change.after}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
