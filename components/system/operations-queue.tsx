import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { TableCell, TableRow } from "#components/ui/table";
import type { StuckJob } from "#lib/system/desk/cards";
import type { Operations } from "#lib/system/desk/rules";
import { ReplayAllButton, ReplayButton } from "./desk-buttons.tsx";
import { OperationsPanel, spanOf } from "./operations-panel.tsx";

const code = "font-mono text-[0.8125rem]";

/** Jobs that need somebody: given up after ten attempts, or failing at the moment. */
export function JobsPanel({ jobs, zone }: { jobs: readonly StuckJob[]; zone: string }) {
  return (
    <OperationsPanel
      title="Dead letters"
      action={jobs.some((job) => job.state === "dead") ? <ReplayAllButton /> : null}
      description="Given up after the last attempt, or failing now. What they carry stays closed."
      heads={["Job", "State", "Organization", "Attempts", "Reason", "Asked for", "Action"]}
      none="No job has failed."
      rows={jobs.map((job) => (
        <TableRow key={`${job.organizationId} ${job.id}`}>
          <TableCell className={code}>{job.topic}</TableCell>
          <TableCell>
            <StateBadge
              state={job.state}
              label={job.state === "dead" ? "Given up" : "Tries again"}
              tone={job.state === "dead" ? "danger" : "warning"}
            />
          </TableCell>
          <TableCell>{job.organization}</TableCell>
          <TableCell className="figures">{job.attempts}</TableCell>
          <TableCell className="min-w-56 break-words">{job.reason || "–"}</TableCell>
          <TableCell>
            <Time at={job.at} zone={zone} />
          </TableCell>
          <TableCell>
            {job.state === "dead" ? (
              <ReplayButton organizationId={job.organizationId} id={job.id} topic={job.topic} />
            ) : (
              <span className="text-muted-foreground">None needed</span>
            )}
          </TableCell>
        </TableRow>
      ))}
    />
  );
}

export function QueuePanel({ queue }: { queue: Operations["queue"] }) {
  return (
    <OperationsPanel
      title="Queue"
      heads={["Topic", "Due", "Later", "Dead", "Lag"]}
      none="The queue is empty."
      rows={queue.map((topic) => (
        <TableRow key={topic.topic}>
          <TableCell className={code}>{topic.topic}</TableCell>
          <TableCell className="figures">{topic.due}</TableCell>
          <TableCell className="figures">{topic.later}</TableCell>
          <TableCell className={topic.dead > 0 ? "figures font-medium text-destructive-text" : "figures"}>
            {topic.dead}
          </TableCell>
          <TableCell className="figures">{spanOf(topic.lagSeconds)}</TableCell>
        </TableRow>
      ))}
    />
  );
}

export function WorkersPanel({ workers, zone }: { workers: Operations["workers"]; zone: string }) {
  return (
    <OperationsPanel
      title="Workers"
      heads={["Worker", "State", "Running", "Started", "Last sign"]}
      none="No worker has ever run. Without one, no e-mail goes out."
      rows={workers.map((worker) => (
        <TableRow key={worker.name}>
          <TableCell className={code}>{worker.name}</TableCell>
          <TableCell>
            <WorkerState {...worker} />
          </TableCell>
          <TableCell className="figures">{worker.running}</TableCell>
          <TableCell>
            <Time at={worker.startedAt} zone={zone} />
          </TableCell>
          <TableCell>
            <Time at={worker.beatAt} zone={zone} />
          </TableCell>
        </TableRow>
      ))}
    />
  );
}

function WorkerState({ alive, stoppedAt }: { alive: boolean; stoppedAt: Date | null }) {
  if (alive) return <StateBadge state="alive" label="Alive" tone="success" />;
  return stoppedAt ? (
    <StateBadge state="stopped" label="Stopped" tone="neutral" />
  ) : (
    <StateBadge state="lost" label="Lost" tone="danger" />
  );
}
