import type { z } from "zod";
import type { EventUpdate, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter, lines, whenAndWhere } from "#lib/messaging/templates/letter";

/** What the organizer has to say to those who hold tickets, and when and where the event is. */
export function eventUpdate(update: z.output<typeof EventUpdate>): Message {
  const { organization, event, name, subject, body, link } = update;
  const paragraphs = body.split(/\n\s*\n/).map((one) => one.trim());
  const facts = whenAndWhere(event);
  return letter({
    from: organization,
    subject,
    preview: paragraphs[0]?.slice(0, 140) ?? event.name,
    body: html`<p style="margin:0 0 16px">Hello ${name},</p>${paragraphs.map((one) => html`<p style="margin:0 0 16px;white-space:pre-line">${one}</p>`)}<p style="margin:0 0 4px;font-weight:600">${event.name}</p>${lines(facts)}`,
    text: [`Hello ${name},`, "", ...paragraphs.flatMap((one) => [one, ""]), event.name, ...facts],
    action: { label: update.action ?? "See the event", link },
  });
}
