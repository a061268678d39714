import "server-only";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { env, isLoopback } from "#lib/env";
import { type MailboxLetter, mailboxLetter } from "#lib/identity/queries";

/** Everybody's sign-in links lie in the mailbox, so it exists on a developer's own machine only. */
export async function isMailboxHere(): Promise<boolean> {
  const host = (await headers()).get("host") ?? "";
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return env().auth.kind === "embedded" && env().local && isLoopback(name);
}

export async function requireMailbox(): Promise<void> {
  if (!(await isMailboxHere())) notFound();
}

/** The letter's HTML with the pictures that it carries in place, and links that leave the frame. */
export function shownHtml({ html, attachments }: MailboxLetter): string {
  const pictured = attachments.reduce(
    (text, { cid, contentType, content }) =>
      cid && /^image\/(png|jpeg|gif|webp)$/.test(contentType)
        ? text.replaceAll(`cid:${cid}`, `data:${contentType};base64,${content}`)
        : text,
    html,
  );
  return `<base target="_top">${pictured}`;
}

/** One attachment, as a file to keep and never as a page. */
export async function attachment(id: string, index: number): Promise<Response> {
  await requireMailbox();
  const file = (await mailboxLetter(id))?.attachments[index];
  if (!file) notFound();
  return new Response(Buffer.from(file.content, "base64"), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
