import "server-only";
import { sql } from "drizzle-orm";
import nodemailer from "nodemailer";
import { asQueue } from "#db/tenant";
import type { Message } from "#lib/messaging/rules";

export type Email = Message & {
  to: string;
  /** A UUID, the same at every attempt: mail servers and the mailbox tell a repetition by it. */
  id: string;
};

/** The address will not take this e-mail, however often it is tried. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}

/**
 * Send one e-mail through `SMTP_URL`, or put it into the developers' mailbox when none is set. Throws `Undeliverable`
 * when the server refused the recipient or the message for good, and whatever nodemailer threw otherwise. The worker's
 * login is needed for the mailbox.
 */
export async function sendEmail(email: Email): Promise<void> {
  const url = process.env.SMTP_URL;
  if (url) await throughSmtp(url, email);
  else await intoMailbox(email);
}

/** `Message-ID` (RFC 5322) of the e-mail with this id: whoever receives it twice can tell. */
export const messageId = (id: string) => `<${id}@${domainOf(sender())}>`;

async function throughSmtp(url: string, { to, subject, html, text, attachments = [], id }: Email) {
  try {
    await transport(url).sendMail({
      from: sender(),
      to: { name: "", address: to },
      subject,
      html,
      text,
      messageId: messageId(id),
      headers: { "Auto-Submitted": "auto-generated" },
      attachments: attachments.map((file) => ({ ...file, contentDisposition: file.cid ? "inline" : "attachment" })),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    if (isFinal(error)) throw new Undeliverable(`The mail server refused it: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The id is the row's key, so an e-mail that is sent again is there once. */
async function intoMailbox({ to, subject, html, text, attachments = [], id }: Email) {
  const files = attachments.map((file) => ({ ...file, content: file.content.toString("base64") }));
  await asQueue((tx) =>
    tx.execute(
      sql`insert into system.mailbox (id, recipient, subject, html, body, attachments)
          values (${id}::uuid, ${to.toLowerCase()}, ${subject}, ${html}, ${text}, ${JSON.stringify(files)}::jsonb)
          on conflict (id) do nothing`,
    ),
  );
}

type Transport = ReturnType<typeof connect>;
let open: { url: string; transport: Transport } | undefined;

function transport(url: string): Transport {
  if (open?.url !== url) {
    open?.transport.close();
    open = { url, transport: connect(url) };
  }
  return open.transport;
}

/** A server that does not answer must not hold a place of the worker for long. */
const connect = (url: string) =>
  nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
  });

/** 5xx to the recipient or the message (RFC 5321); a refused login is ours to repair, so that is tried again. */
function isFinal(error: unknown): error is Error {
  if (!(error instanceof Error) || !("responseCode" in error) || !("code" in error)) return false;
  const status = Number(error.responseCode);
  return status >= 550 && status <= 559 && (error.code === "EENVELOPE" || error.code === "EMESSAGE");
}

function sender(): string {
  return (
    process.env.MAIL_FROM || `Greenroom <no-reply@${new URL(process.env.APP_ORIGIN ?? "http://localhost").hostname}>`
  );
}

const domainOf = (from: string) => /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
