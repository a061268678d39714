import type { z } from "zod";
import type { MentionNotice, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";

/** Somebody was named, answered or turned down in what people write under an event. */
export function mentionNotice({
  organization,
  name,
  what,
  by,
  event,
  words,
  link,
}: z.output<typeof MentionNotice>): Message {
  const who = by ?? "Somebody";
  const subject = {
    named: `${who} mentions you under ${event}`,
    answered: `${who} answered you under ${event}`,
    commented: `${who} wrote below your post of ${event}`,
    rejected: `Your comment under ${event} was not shown`,
  }[what];
  const said = what === "rejected" ? `The reason: ${words}` : `“${words}”`;
  const text = [`Hello ${name},`, said, "You choose which letters of this kind you get on your account page."];
  return letter({
    from: organization,
    subject,
    preview: said.slice(0, 140),
    body: html`${text.map((one) => html`<p style="margin:0 0 16px;white-space:pre-line">${one}</p>`)}`,
    text,
    action: { label: what === "rejected" ? "See the event" : "Read it and answer", link },
  });
}
