import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MeetingPublicPage } from "#components/bookings/calendar/meeting-public-page";
import { weekFrom } from "#lib/bookings/board-window";
import { meetingPage, meetingSlots } from "#lib/bookings/meeting";

type Props = PageProps<"/meet/[org]/[meeting]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, meeting } = await params;
  const page = await meetingPage(org, meeting);
  return { title: { absolute: page ? `${page.name}, ${page.organization.name}` : "Meeting" } };
}

/** A visitor chooses a time that is free, and says who they are. */
export default async function Page({ params, searchParams }: Props) {
  const { org, meeting } = await params;
  const { from } = await searchParams;
  const page = await meetingPage(org, meeting);
  if (!page) notFound();
  const start = weekFrom(typeof from === "string" ? from : undefined, page.zone);
  return (
    <MeetingPublicPage page={page} meeting={meeting} start={start} slots={await meetingSlots(org, meeting, start.at)} />
  );
}
