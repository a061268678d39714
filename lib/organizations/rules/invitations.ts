import { z } from "zod";
import { day, optional, organizationId, place, role } from "#lib/identity/rules/fields";

export const InvitationInput = z.strictObject({
  email: z
    .string("Whom do you invite?")
    .trim()
    .toLowerCase()
    .min(1, "Whom do you invite?")
    .max(254, "That is longer than an e-mail address can be.")
    .pipe(z.email("That does not look like an e-mail address: it needs a name, an @ and a domain.")),
  role,
  ...place,
  /** The last day of the role; until it is taken away when missing. */
  endsOn: optional(day),
  /** How long the invitation is good for. */
  days: z.coerce
    .number("From 1 to 60 days.")
    .int("From 1 to 60 days.")
    .min(1, "From 1 to 60 days.")
    .max(60, "From 1 to 60 days.")
    .default(7),
  organizationId,
});
export const InvitationId = z.strictObject({ id: z.uuid() });
/** The token of the link in the e-mail. */
export const InvitationToken = z.strictObject({
  token: z
    .string()
    .min(16, "This link is not complete. Copy all of it from the e-mail.")
    .max(64, "This link is not complete. Copy all of it from the e-mail."),
});

export const invitationStates = {
  invited: { label: "Invited", tone: "info" },
  accepted: { label: "Accepted", tone: "success" },
  revoked: { label: "Revoked", tone: "neutral" },
  expired: { label: "Run out", tone: "warning" },
} as const;
