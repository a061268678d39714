import { DataTable } from "#components/data/data-table";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { requireActor } from "#lib/session";
import { enquiryList, enquiryViews } from "#lib/sponsorship/deck-lists";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Sponsor enquiries" };

export default async function EnquiriesPage({ params, searchParams }: PageProps<"/[org]/sponsorship/enquiries">) {
  await requireActor("sponsorship:read");
  const { org } = await params;
  const screen = await listScreen(enquiryList, await searchParams, enquiryViews);
  return (
    <>
      <PageHeader title="Sponsor enquiries" description="Who asked for a proposal on one of your decks." />
      <DataTable
        {...screen}
        label="Sponsor enquiries"
        empty={
          <Empty
            title="Nobody has asked yet"
            action={<LinkButton href={`/${org}/sponsorship/decks`}>Open the decks</LinkButton>}
          >
            Publish a deck and share its link; whoever asks for a proposal there appears here.
          </Empty>
        }
      />
    </>
  );
}
