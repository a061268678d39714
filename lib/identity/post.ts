import "server-only";
import { randomUUID } from "node:crypto";
import { env } from "#lib/env";
import { sendEmail } from "#lib/messaging/email";
import type { Message } from "#lib/messaging/rules";

/** Hand a letter to the SMTP server, or to `keep` when none is configured. Throws when it was not taken. */
export async function post(to: string, message: Message, keep: () => Promise<unknown>): Promise<void> {
  if (env().smtpUrl) await sendEmail({ ...message, to, id: randomUUID() });
  else await keep();
}
