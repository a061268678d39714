import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailboxLetterView } from "#components/identity/mailbox-letter";
import { requireMailbox, shownHtml } from "#lib/identity/mailbox";
import { mailboxLetter } from "#lib/identity/queries";

export const metadata: Metadata = { title: "Letter" };

export default async function LetterPage({ params }: PageProps<"/mailbox/[id]">) {
  await requireMailbox();
  const letter = await mailboxLetter((await params).id);
  if (!letter) notFound();
  const files = letter.attachments.map(({ filename, contentType }) => ({ filename, contentType }));
  const { id, recipient, subject, body } = letter;
  const at = letter.created_at.toISOString();
  return <MailboxLetterView letter={{ id, recipient, subject, body, at, html: shownHtml(letter), files }} />;
}
