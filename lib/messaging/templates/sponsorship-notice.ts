import type { z } from "zod";
import type { Message, SponsorshipNotice } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";

/** What the other party did, or what waits, with a way to it. */
export function sponsorshipNotice(notice: z.output<typeof SponsorshipNotice>): Message {
  const { organization, name, subject, message, link } = notice;
  const said = [`Hello ${name},`, message];
  return letter({
    from: organization,
    subject: `${organization.name}: ${subject}`,
    preview: message,
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text: said,
    action: { label: "Open it", link },
  });
}
