import type { z } from "zod";
import type { Invitation, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { roleName } from "#lib/permissions";
import { formatMoment, zoneName } from "#lib/time";

/** "Join us": who invites, as what, and until when the link is good. */
export function invitation({
  organization,
  invitedBy,
  role,
  place,
  expiresAt,
  zone,
  link,
}: z.output<typeof Invitation>): Message {
  const said = [
    `${invitedBy} invites you to ${organization.name} as ${roleName(role)}${place ? ` at ${place}` : ""}.`,
    `The link works once, until ${formatMoment(expiresAt, zone)} ${zoneName(expiresAt, zone)} (${zone}), and only with this e-mail address.`,
    "If you did not expect this, ignore it: nothing happens without you.",
  ];
  return letter({
    from: organization,
    subject: `${invitedBy} invites you to ${organization.name}`,
    preview: said[0] ?? "",
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text: said,
    action: { label: "Look at the invitation", link },
  });
}
