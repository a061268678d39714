import type { z } from "zod";
import type { GuestInvitation, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter, lines, whenAndWhere } from "#lib/messaging/templates/letter";
import { formatMoment, zoneName } from "#lib/time";

/** An invitation free of charge: the code, once, and the link that has it already. */
export function guestInvitation(it: z.output<typeof GuestInvitation>): Message {
  const { organization, event, name, quantity, ticket, code, until, link } = it;
  const facts = whenAndWhere(event);
  const invited = `You are invited by ${organization.name}: ${quantity} × ${ticket}, free of charge.`;
  const moment = until ? `${formatMoment(until, event.zone)} ${zoneName(until, event.zone)} (${event.zone})` : null;
  const once = `It works once${moment ? `, until ${moment}` : ""}. The link below has it already.`;
  return letter({
    from: organization,
    subject: `Your invitation to ${event.name}`,
    preview: invited,
    body: html`<p style="margin:0 0 16px">Hello ${name},</p><p style="margin:0 0 16px">${invited}</p><p style="margin:0 0 4px">Your code</p><p style="margin:0 0 8px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:20px;letter-spacing:1px">${code}</p><p style="margin:0 0 16px">${once}</p><p style="margin:0 0 4px;font-weight:600">${event.name}</p>${lines(facts)}`,
    text: [`Hello ${name},`, "", invited, "", `Your code: ${code}`, once, "", event.name, ...facts],
    action: { label: "Choose your tickets", link },
  });
}
