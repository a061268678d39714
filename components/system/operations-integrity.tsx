import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { TableCell, TableRow } from "#components/ui/table";
import type { Operations } from "#lib/system/desk/rules";
import { ProveAllButton, ProveButton } from "./desk-buttons.tsx";
import { OperationsPanel } from "./operations-panel.tsx";

type Checks = Operations["integrity"];
type Proof = { id: string; name: string; at: Date; checks: number; failed: Checks };
const shown = 50;

/** Books, stock and audit log of each organization: green, or red with what does not hold. */
export function IntegrityPanel({ checks, faults, zone }: { checks: Checks; faults: number; zone: string }) {
  const proofs = byOrganization(checks);
  const more = proofs.length - shown;
  return (
    <OperationsPanel
      title="Integrity"
      action={<ProveAllButton />}
      description={
        proofs.length === 0
          ? "Every night, and whenever somebody asks."
          : `${faults === 0 ? "Everything holds" : `${faults} ${faults === 1 ? "check fails" : "checks fail"}`}: ${checks.length} checks of ${proofs.length} organizations${more > 0 ? `, the first ${shown} shown` : ""}.`
      }
      heads={["Organization", "State", "What does not hold", "Last run", "Action"]}
      none="Nothing was checked yet. The worker does it at night; on an organization's page you can ask now."
      rows={proofs.slice(0, shown).map((proof) => (
        <TableRow key={proof.id}>
          <TableCell>
            <Link href={`/admin/organizations/${proof.id}` as Route} className="underline-offset-4 hover:underline">
              {proof.name}
            </Link>
          </TableCell>
          <TableCell>
            {proof.failed.length === 0 ? (
              <StateBadge state="good" label={`${proof.checks} of ${proof.checks} hold`} tone="success" />
            ) : (
              <StateBadge
                state="bad"
                label={`${proof.failed.length} of ${proof.checks} ${proof.failed.length === 1 ? "fails" : "fail"}`}
                tone="danger"
              />
            )}
          </TableCell>
          <TableCell className="min-w-56">
            {proof.failed.length === 0
              ? "Nothing"
              : proof.failed.map((check) => (
                  <p key={check.check}>
                    <code className="font-mono text-[0.8125rem]">{check.check}</code>: {check.detail}
                  </p>
                ))}
          </TableCell>
          <TableCell>
            <Time at={proof.at} zone={zone} />
          </TableCell>
          <TableCell>
            <ProveButton organizationId={proof.id} name={proof.name} />
          </TableCell>
        </TableRow>
      ))}
    />
  );
}

/** What fails comes first. */
function byOrganization(checks: Checks): Proof[] {
  const proofs = new Map<string, Proof>();
  for (const check of checks) {
    const { organizationId: id, organization: name, at } = check;
    const proof = proofs.get(id) ?? { id, name, at, checks: 0, failed: [] };
    proof.checks += 1;
    if (at < proof.at) proof.at = at;
    if (!check.ok) proof.failed.push(check);
    proofs.set(id, proof);
  }
  return [...proofs.values()].sort((a, b) => b.failed.length - a.failed.length || a.name.localeCompare(b.name, "en"));
}
