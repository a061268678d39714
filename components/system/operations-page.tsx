import { Figure, Figures } from "#components/data/figure";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import type { StuckJob } from "#lib/system/desk/cards";
import type { Operations } from "#lib/system/desk/rules";
import { ClockPanel } from "./operations-clock.tsx";
import { IntegrityPanel } from "./operations-integrity.tsx";
import { spanOf } from "./operations-panel.tsx";
import { JobsPanel, QueuePanel, WorkersPanel } from "./operations-queue.tsx";

type Props = { operations: Operations; jobs: readonly StuckJob[]; zone: string };

/** Whether the machinery runs: what is red comes with the deed that helps. */
export function OperationsPage({ operations, jobs, zone }: Props) {
  const { now, workers, queue, cron, emails, limits, integrity, errors, databaseBytes } = operations;
  const alive = workers.filter((worker) => worker.alive).length;
  const lag = Math.max(0, ...queue.map((topic) => topic.lagSeconds));
  const faults = integrity.filter((check) => !check.ok).length;
  return (
    <>
      <PageHeader
        title="Operations"
        description={
          <>
            As of <Time at={now} zone={zone} named />. The database holds {sizeOf(databaseBytes)}.
          </>
        }
      />
      <div className="grid gap-6">
        <Figures>
          <Figure
            label="Workers alive"
            value={alive}
            fresh={alive === 0 ? "Nothing is done in the background." : null}
          />
          <Figure label="Queue lag" value={spanOf(lag)} fresh="How long the oldest due job waits" />
          <Figure
            label="Failed e-mails"
            value={emails.dead + emails.failing}
            fresh={`${emails.dead} given up, ${emails.failing} tried again, ${emails.waiting} waiting`}
          />
          <Figure
            label="Open errors"
            value={errors.open}
            href="/admin/errors?f.state=open&view=open"
            fresh={`${errors.today} seen today`}
          />
        </Figures>
        <IntegrityPanel checks={integrity} faults={faults} zone={zone} />
        <JobsPanel jobs={jobs} zone={zone} />
        <div className="grid items-start gap-6 xl:grid-cols-2">
          <QueuePanel queue={queue} />
          <WorkersPanel workers={workers} zone={zone} />
        </div>
        <ClockPanel cron={cron} limits={limits} zone={zone} />
      </div>
    </>
  );
}

const sizeOf = (bytes: number) => `${Math.round(bytes / 1_000_000).toLocaleString("en")} MB`;
