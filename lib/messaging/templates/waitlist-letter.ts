import type { z } from "zod";
import type { Message, WaitlistLetter } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter, lines, whenAndWhere } from "#lib/messaging/templates/letter";
import { formatMoment, zoneName } from "#lib/time";

/** Somebody stands in line, or it is their turn: what is kept for them, and until when. */
export function waitlistLetter(it: z.output<typeof WaitlistLetter>): Message {
  const { organization, event, what, name, quantity, ticket, until, link } = it;
  const tickets = `${quantity} × ${ticket}`;
  const facts = whenAndWhere(event);
  const moment = until ? `${formatMoment(until, event.zone)} ${zoneName(until, event.zone)} (${event.zone})` : null;
  const kept = moment ? `They are kept for you until ${moment}.` : "They are kept for you.";
  const said =
    what === "offered"
      ? [`It is your turn: ${tickets}. ${kept}`, "After that the next in line may have them."]
      : [`You wait for ${tickets}.`, "As soon as it is your turn, we write to you and keep them for you."];
  return letter({
    from: organization,
    subject:
      what === "offered"
        ? `Tickets for ${event.name} are waiting for you`
        : `You are on the waitlist for ${event.name}`,
    preview: said[0] ?? "",
    body: html`<p style="margin:0 0 16px">Hello ${name},</p>${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}<p style="margin:0 0 4px;font-weight:600">${event.name}</p>${lines(facts)}`,
    text: [`Hello ${name},`, "", ...said.flatMap((one) => [one, ""]), event.name, ...facts],
    action: { label: what === "offered" ? "Take the tickets" : "See your place in line", link },
  });
}
