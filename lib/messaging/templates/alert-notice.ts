import type { z } from "zod";
import type { AlertNotice, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";

/** What came up, to whoever decides about money. */
export function alertNotice({ organization, name, message, link }: z.output<typeof AlertNotice>): Message {
  const said = [
    `Hello ${name},`,
    message,
    "You get this once. Open the alert to say that you look after it; it closes by itself when it is over.",
  ];
  return letter({
    from: organization,
    subject: `${organization.name}: ${message.length > 90 ? `${message.slice(0, 89)}…` : message}`,
    preview: message,
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text: said,
    action: { label: "Look at the alert", link },
  });
}
