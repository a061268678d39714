import { z } from "zod";
import { day, optional, organizationId, place, reason, role } from "#lib/identity/rules/fields";

/** `id` is the person's, as every list of people has it. Without a role they keep those they had, after a change of e-mail. */
export const Approval = z.strictObject({
  id: z.uuid(),
  role: optional(role),
  ...place,
  endsOn: optional(day),
  organizationId,
});
export const Decision = z.strictObject({ id: z.uuid(), reason, organizationId });
/** The platform's word about an account, in every organization. */
export const AccountChange = z.strictObject({
  id: z.uuid(),
  to: z.enum(["active", "suspended", "deactivated"], "Suspend, reopen or close the account."),
  reason,
});

export const personStates = {
  pending_approval: { label: "Waiting for approval", tone: "info" },
  active: { label: "Active", tone: "success" },
  suspended: { label: "Suspended", tone: "warning" },
  deactivated: { label: "Closed", tone: "neutral" },
} as const;
export const membershipStates = {
  pending: { label: "Waiting", tone: "info" },
  active: { label: "Active", tone: "success" },
  suspended: { label: "Suspended", tone: "warning" },
  removed: { label: "Removed", tone: "neutral" },
} as const;
/** Why somebody is in the queue. */
export const waitingKinds = {
  new: { label: "Signed up", tone: "info" },
  invited: { label: "Invited", tone: "info" },
  email_changed: { label: "Changed e-mail", tone: "warning" },
} as const;
