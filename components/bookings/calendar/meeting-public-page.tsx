import type { Route } from "next";
import Link from "next/link";
import { PublicFrame, textLink } from "#components/public/frame";
import type { MeetingPage } from "#lib/bookings/meeting";
import { zoneWords } from "#lib/time";
import { MeetingForm } from "./meeting-form.tsx";

type Props = {
  page: MeetingPage;
  meeting: string;
  start: { at: Date; before: string | null; after: string };
  slots: string[];
};

/** What it is, when there is time, and who asks. */
export function MeetingPublicPage({ page, meeting, start, slots }: Props) {
  const { organization, zone } = page;
  const path = `/meet/${organization.slug}/${meeting}`;
  return (
    <PublicFrame seller={organization} quiet>
      <div className="mx-auto grid max-w-2xl gap-6">
        <div>
          <h1 className="font-semibold text-2xl tracking-tight">{page.name}</h1>
          <p className="text-muted-foreground">
            {[`${page.minutes} minutes`, page.place, page.station].filter(Boolean).join(" · ")}
          </p>
        </div>
        {page.description ? <p className="whitespace-pre-line">{page.description}</p> : null}
        <MeetingForm org={organization.slug} meeting={meeting} zone={zone} slots={slots} />
        <nav aria-label="Other days" className="flex flex-wrap justify-between gap-3">
          {start.before ? (
            <Link href={`${path}?from=${start.before}` as Route} className={textLink}>
              Earlier days
            </Link>
          ) : (
            <span />
          )}
          <Link href={`${path}?from=${start.after}` as Route} className={textLink}>
            Later days
          </Link>
        </nav>
        <p className="text-muted-foreground text-sm">Times are those of {zoneWords(start.at, zone)}.</p>
      </div>
    </PublicFrame>
  );
}
