import type { Metadata } from "next";
import { MailboxList } from "#components/identity/mailbox-list";
import { requireMailbox } from "#lib/identity/mailbox";
import { first } from "#lib/identity/paths";
import { mailboxLines } from "#lib/identity/queries";

export const metadata: Metadata = { title: "Mailbox" };

export default async function MailboxPage({ searchParams }: PageProps<"/mailbox">) {
  await requireMailbox();
  const to = first((await searchParams).to)
    ?.trim()
    .toLowerCase();
  return <MailboxList to={to} lines={await mailboxLines(to || undefined)} />;
}
