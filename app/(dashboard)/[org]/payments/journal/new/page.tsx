import { EntryForm } from "#components/payments/entry-form";
import { PageHeader } from "#components/shell/page-header";
import { shiftDay } from "#lib/payments/addresses";
import { accountList } from "#lib/payments/queries/journal";
import { bookState } from "#lib/payments/queries/periods";
import { openOrganization, read } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "New journal entry" };

export default async function NewEntryPage() {
  const { accounts, book } = await read("payments:post", async (tx) => ({
    accounts: (await accountList(tx)).filter(({ mirror }) => mirror === null),
    book: await bookState(tx),
  }));
  const { slug, zone, currency } = await openOrganization();
  return (
    <>
      <PageHeader
        title="New journal entry"
        description="For what happens outside of sales: a bank fee, a correction, an opening balance. Posted at once, and never edited."
        crumbs={[{ label: "New entry" }]}
      />
      <EntryForm
        slug={slug}
        zone={zone}
        currency={book?.currency ?? currency}
        today={dayIn(new Date(), zone)}
        firstOpenDay={book?.lockedThrough && shiftDay(book.lockedThrough, 1)}
        accounts={accounts.map(({ code, name, kind, currency, state }) => ({ code, name, kind, currency, state }))}
      />
    </>
  );
}
