import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import type { Letter } from "#lib/identity/letters";
import { env } from "#lib/env";

let transport: Transporter | undefined;

/** Hand a letter to the SMTP server, or to `keep` when none is configured. Throws when it was not taken. */
export async function post(letter: Letter, keep: (letter: Letter) => Promise<unknown>): Promise<void> {
  const { smtpUrl, mailFrom } = env();
  if (!smtpUrl) {
    await keep(letter);
    return;
  }
  transport ??= createTransport(smtpUrl);
  await transport.sendMail({ from: mailFrom, ...letter });
}
