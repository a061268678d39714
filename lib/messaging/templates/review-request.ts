import type { z } from "zod";
import type { Message, ReviewRequest } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";

/** Asks a customer how it was, and says how to be asked nothing more. */
export function reviewRequest({ organization, name, occasion, link, optOut }: z.output<typeof ReviewRequest>): Message {
  const about = occasion ? `${occasion}` : `your time with ${organization.name}`;
  return letter({
    from: organization,
    subject: "How was it?",
    preview: `Tell ${organization.name} in a minute how it was.`,
    body: html`<p style="margin:0 0 16px">Hello ${name},</p><p style="margin:0 0 16px">thank you for ${about}. Would you tell us how it was? One to five stars are enough; a few words help others to decide.</p>`,
    text: [`Hello ${name},`, "", `thank you for ${about}. Would you tell us how it was?`],
    action: { label: "Write a review", link },
    optOut,
  });
}
