import { EyeOff } from "lucide-react";
import { RaiseAudience } from "#components/analytics/audience-limit";
import { Choice } from "#components/analytics/board-choice";
import { type DashboardFiles, Panels } from "#components/analytics/panels";
import { SaveReport } from "#components/analytics/report-forms";
import { Figure, Figures } from "#components/data/figure";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent } from "#components/ui/card";
import {
  type Audience,
  type AudienceFilter,
  audiencePanels,
  audienceSpans,
  hiddenWords,
} from "#lib/analytics/rules/audience";

export type AudiencePageProps = {
  slug: string;
  filter: AudienceFilter;
  audience: Audience;
  period: string;
  zone: string;
  address: string;
  events: { id: string; name: string }[];
  files: DashboardFiles | null;
  mayShare: boolean;
  mayRaise: boolean;
};

/** Who comes, in groups; and what is hidden, and why. */
export function AudiencePage(props: AudiencePageProps) {
  const { slug, filter, audience, period, zone, address, events, files, mayShare, mayRaise } = props;
  const { k, buyers, visitors } = audience;
  const panels = audiencePanels(audience);
  return (
    <>
      <PageHeader
        title="Audience"
        description={`Who comes, never who they are. ${period}, on the clock of ${zone.replaceAll("_", " ")}.`}
        actions={<SaveReport dashboard="audience" search={address} name="Audience" mayShare={mayShare} />}
      />
      <form
        action={`/${slug}/analytics/audience`}
        data-print="hide"
        className="mb-5 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
        aria-label="Narrow down"
      >
        <Choice
          name="months"
          label="Period"
          value={filter.months}
          options={(["12", "3", "1"] as const).map((id) => ({ id, name: audienceSpans[id] }))}
        />
        <Choice
          name="event"
          label="Or one event"
          value={filter.event}
          options={[{ id: "", name: "All events" }, ...events]}
        />
        <Button type="submit" variant="outline">
          Show
        </Button>
      </form>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card>
          <CardContent className="grid gap-2 pt-4">
            <h2 className="flex items-center gap-2 font-semibold text-sm">
              <EyeOff aria-hidden className="size-4" /> Nobody can be told apart
            </h2>
            <p className="text-muted-foreground">
              A group has at least {k} people, and counts are rounded down to multiples of {k}. Smaller groups are
              hidden, and with them the next larger one where they could be worked out by subtraction. People join in
              batches of {k}, and there are only whole months and whole events to choose from, so that comparing two
              days or two filters shows nobody either. Buyers without an e-mail address are not counted.
            </p>
            {mayRaise ? <RaiseAudience k={k} /> : null}
          </CardContent>
        </Card>
        <Figures>
          <Figure
            label="Buyers"
            value={buyers.people?.toLocaleString("en") ?? "Hidden"}
            fresh={hiddenWords(buyers) ?? "Different people, in batches"}
          />
          <Figure
            label="Visitors who agreed"
            value={visitors.people?.toLocaleString("en") ?? "Hidden"}
            fresh={hiddenWords(visitors) ?? "Different people, in batches"}
          />
        </Figures>
        {panels.length === 0 ? (
          <Card>
            <Empty title="Nothing to show yet">
              Once {k} people have bought or looked, this page says what they have in common. Ask more with questions on
              the event’s registration form: answers to choices are shown here.
            </Empty>
          </Card>
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
            <Panels panels={panels} files={files} />
          </div>
        )}
      </div>
    </>
  );
}
