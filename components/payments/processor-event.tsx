import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { ReplayButton } from "#components/payments/processor-buttons";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import type { WebhookFacts } from "#lib/payments/processor/queries";
import { eventStates, gatewayName } from "#lib/payments/processor/rules";

type Props = { event: WebhookFacts; zone: string; mayReplay: boolean };

/** One webhook as it came, what became of it, and a way to have it processed again. */
export function ProcessorEvent({ event, zone, mayReplay }: Props) {
  const state = event.processedAt ? (event.error ? "dead" : "processed") : "waiting";
  const tone = { dead: "danger", processed: "success", waiting: "warning" } as const;
  return (
    <>
      <PageHeader
        title={event.kind}
        badge={<StateBadge state={state} label={eventStates[state]} tone={tone[state]} />}
        crumbs={[{ label: event.kind }]}
        description="Kept as it came, before anything was done. Its signature was checked then, and again when it was processed."
        actions={mayReplay ? <ReplayButton eventId={event.id} /> : null}
      />
      {event.error ? (
        <Alert variant={state === "dead" ? "destructive" : "warning"} className="mb-4">
          <AlertTitle>{state === "dead" ? "It had no effect" : "It has had no effect yet"}</AlertTitle>
          <p>{event.error}</p>
        </Alert>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <CardHeader>
            <CardTitle>As it came</CardTitle>
          </CardHeader>
          <CardContent>
            <section
              aria-label="Body of the webhook"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              className="max-h-[36rem] overflow-auto rounded-md bg-muted p-3"
            >
              <pre className="whitespace-pre-wrap break-words font-mono text-xs">{readable(event.rawBody)}</pre>
            </section>
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>How it came</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "From", value: gatewayName(event.gateway) },
                { label: "Event", value: <code className="break-all font-mono text-xs">{event.eventId}</code> },
                { label: "Came", value: event.times === 1 ? "Once" : `${event.times} times, with one effect` },
                { label: "Received", value: <Time at={event.receivedAt} zone={zone} named /> },
                {
                  label: "Processed",
                  value: event.processedAt ? <Time at={event.processedAt} zone={zone} named /> : "Not yet",
                },
                ...(event.replayedAt
                  ? [
                      {
                        label: "Asked again",
                        value: (
                          <>
                            {event.replayedBy ?? "Somebody who has left"}, <Time at={event.replayedAt} zone={zone} />
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
