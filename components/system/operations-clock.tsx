import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { TableCell, TableRow } from "#components/ui/table";
import type { Operations } from "#lib/system/desk/rules";
import { OperationsPanel } from "./operations-panel.tsx";

type Props = Pick<Operations, "cron" | "limits"> & { zone: string };

/** What runs by the clock, and who runs into limits at the moment. */
export function ClockPanel({ cron, limits, zone }: Props) {
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <OperationsPanel
        title="By the clock"
        heads={["Job", "State", "Last run", "Outcome"]}
        none="No turn has come yet."
        rows={cron.map((turn) => (
          <TableRow key={turn.job}>
            <TableCell className="font-mono text-[0.8125rem]">{turn.job}</TableCell>
            <TableCell>
              <TurnState {...turn} />
            </TableCell>
            <TableCell>
              <Time at={turn.startedAt} zone={zone} />
            </TableCell>
            <TableCell className="min-w-40 break-words">
              {turn.failed ? turn.outcome : outcomeOf(turn.outcome)}
            </TableCell>
          </TableRow>
        ))}
      />
      <OperationsPanel
        title="Limits"
        description="The busiest counters of the moment."
        heads={["Counter", "Hits", "Begins anew"]}
        none="Nobody runs into a limit."
        rows={limits.map((limit) => (
          <TableRow key={limit.key}>
            <TableCell className="max-w-72 truncate font-mono text-[0.8125rem]">{limit.key}</TableCell>
            <TableCell className="figures">{limit.hits}</TableCell>
            <TableCell>
              <Time at={limit.resetsAt} zone={zone} />
            </TableCell>
          </TableRow>
        ))}
      />
    </div>
  );
}

/** What a turn came to is kept as JSON; a reader wants the counts. */
function outcomeOf(text: string): string {
  try {
    const outcome: unknown = JSON.parse(text || "null");
    if (outcome === null) return "–";
    if (Array.isArray(outcome)) return `${outcome.length} found`;
    if (typeof outcome !== "object") return String(outcome);
    const counts = Object.entries(outcome).map(([what, count]) => `${what} ${String(count)}`);
    return counts.join(", ") || "–";
  } catch {
    return text;
  }
}

function TurnState({ failed, finishedAt }: { failed: boolean; finishedAt: Date | null }) {
  if (failed) return <StateBadge state="failed" label="Failed" tone="danger" />;
  if (!finishedAt) return <StateBadge state="running" label="Under way" tone="info" />;
  return <StateBadge state="done" label="Done" tone="success" />;
}
