import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { organizations } from "#db/schema/organizations";
import { command, type Trace } from "#lib/command";
import { Refusal } from "#lib/errors";
import { spanOf } from "#lib/identity/days";
import { parseMoney } from "#lib/money";
import { organizationProfile } from "#lib/organizations/queries";
import {
  NewOrganization,
  OrganizationArchive,
  OrganizationChange,
  OrganizationId,
  SlugChange,
  TierChange,
} from "#lib/organizations/rules";
import {
  ApprovalRule,
  approvalActs,
  RequestApproval,
  RequestId,
  RequestRejection,
} from "#lib/organizations/rules/approvals";
import { InvitationId, InvitationInput } from "#lib/organizations/rules/invitations";

export const updateOrganization = command({
  name: "organizations.update_organization",
  needs: "organizations:write",
  input: OrganizationChange,
  trace: (output: Trace) => output,
  async run({ tx, actor, input }): Promise<Trace> {
    const before = await organizationProfile(tx);
    const row = { ...input, supportEmail: input.supportEmail ?? null };
    const changed = await tx
      .update(organizations)
      .set(row)
      .where(eq(organizations.id, actor.organizationId))
      .returning({ id: organizations.id });
    if (!before || changed.length === 0) throw new Refusal("missing", "This organization is not here any more.");
    const changes = Object.entries(row).filter(
      ([key, value]) => value !== undefined && String(before[key as keyof typeof row]) !== String(value),
    );
    return {
      subject: "organizations.organizations",
      subjectId: actor.organizationId,
      changes: Object.fromEntries(changes.map(([key, value]) => [key, [before[key as keyof typeof row], value]])),
    };
  },
});

const organization = (id: string, changes?: Trace["changes"]): Trace => ({
  subject: "organizations.organizations",
  subjectId: id,
  changes,
});

/** Move to another address; links to the old one lead to the new one. */
export const changeSlug = command({
  name: "organizations.change_slug",
  needs: "organizations:archive",
  input: SlugChange,
  trace: ({ id, former, slug }: { id: string; former: string; slug: string }) =>
    organization(id, { slug: [former, slug] }),
  async run({ tx, actor, input: { slug } }) {
    const former = z.string().parse(await answer(tx, sql`organizations.change_slug(${slug})`));
    return { id: actor.organizationId, former, slug };
  },
});

/** Nothing is deleted; refused while an event is to come. Only the platform opens it again. */
export const archiveOrganization = command({
  name: "organizations.archive_organization",
  needs: "organizations:archive",
  input: OrganizationArchive,
  trace: ({ id }: { id: string }) => organization(id, { state: ["active", "archived"] }),
  run: async ({ tx, input }) => ({
    id: z.uuid().parse(await answer(tx, sql`organizations.archive_organization(${input.id ?? null}::uuid)`)),
  }),
});

export const restoreOrganization = command({
  name: "organizations.restore_organization",
  needs: "system:platform",
  input: OrganizationId,
  trace: ({ id }: { id: string }) => organization(id, { state: ["archived", "active"] }),
  run: async ({ tx, input: { id } }) => ({
    id: z.uuid().parse(await answer(tx, sql`organizations.restore_organization(${id}::uuid)`)),
  }),
});

/** The platform founds an organization, opens its book, and invites its first administrator. */
export const foundOrganization = command({
  name: "organizations.found_organization",
  needs: "system:platform",
  input: NewOrganization,
  trace: ({ id }: { id: string }) => organization(id),
  async run({ tx, input: { currency, ...input } }) {
    const made = await answer(
      tx,
      sql`organizations.found_organization(${jsonOf({ ...input, default_currency: currency })})`,
    );
    return z.object({ id: z.uuid(), invitationId: z.uuid().nullable() }).parse(made);
  },
});

export const setTier = command({
  name: "organizations.set_tier",
  needs: "system:platform",
  input: TierChange,
  trace: (_, { id, tier }) => organization(id, { tier: [null, tier] }),
  async run({ tx, input: { id, tier } }) {
    await answer(tx, sql`organizations.set_tier(${id}::uuid, ${tier})`);
    return { id };
  },
});

const invitation = ({ id }: { id: string }): Trace => ({ subject: "organizations.org_invitations", subjectId: id });

export const invitePerson = command({
  name: "organizations.invite_person",
  needs: "identity:invite",
  input: InvitationInput,
  trace: invitation,
  async run({ tx, input: { endsOn, ...input } }) {
    const p = { ...input, ...(await spanOf(tx, { endsOn })) };
    return { id: z.uuid().parse(await answer(tx, sql`organizations.invite(${jsonOf(p)})`)) };
  },
});

/** With a new link; the old one is no good any more. */
export const resendInvitation = command({
  name: "organizations.resend_invitation",
  needs: "identity:invite",
  input: InvitationId,
  trace: invitation,
  async run({ tx, input: { id } }) {
    await answer(tx, sql`organizations.resend_invitation(${id}::uuid)`);
    return { id };
  },
});

export const revokeInvitation = command({
  name: "organizations.revoke_invitation",
  needs: "identity:invite",
  input: InvitationId,
  trace: invitation,
  async run({ tx, input: { id } }) {
    await answer(tx, sql`organizations.revoke_invitation(${id}::uuid)`);
    return { id };
  },
});

/** Tightening counts at once; loosening becomes a request to a second person, whose id is `requestId`. */
export const setApprovalRule = command({
  name: "organizations.set_approval_rule",
  needs: "organizations:rules",
  input: ApprovalRule,
  trace: ({ id, requestId }: { id?: string; requestId?: string }, rule) => ({
    subject: requestId ? "organizations.approval_requests" : "organizations.approval_rules",
    subjectId: requestId ?? id ?? "",
    changes: { [rule.act]: [null, rule.active ? (rule.threshold ?? "always") : "off"] },
  }),
  async run({ tx, input: { threshold, ...rule } }) {
    const thresholdMinor = threshold === undefined ? undefined : parseMoney(threshold, rule.currency ?? "");
    if (thresholdMinor === null || (thresholdMinor !== undefined && thresholdMinor < 0n)) {
      const sentence = `Not an amount of ${rule.currency}. Write it like 12.50.`;
      throw new Refusal("invalid", sentence, { threshold: [sentence] });
    }
    const p = { ...rule, thresholdMinor, approver: rule.approver ?? approvalActs[rule.act].approver };
    return z
      .object({ id: z.uuid().optional(), requestId: z.uuid().optional() })
      .parse(await answer(tx, sql`organizations.set_rule(${jsonOf(p)})`));
  },
});

const request = (_: { id: string }, { id }: { id: string }): Trace => ({
  subject: "organizations.approval_requests",
  subjectId: id,
});

/** Approve what somebody else asked for; it happens now. */
export const approveRequest = command({
  name: "organizations.approve_request",
  needs: "organizations:read",
  input: RequestApproval,
  trace: request,
  async run({ tx, input: { id, note } }) {
    await answer(tx, sql`organizations.approve_request(${id}::uuid, ${note})`);
    return { id };
  },
});

export const rejectRequest = command({
  name: "organizations.reject_request",
  needs: "organizations:read",
  input: RequestRejection,
  trace: request,
  async run({ tx, input: { id, note } }) {
    await answer(tx, sql`organizations.reject_request(${id}::uuid, ${note})`);
    return { id };
  },
});

/** Take back what one asked for oneself, as long as nobody has decided. */
export const withdrawRequest = command({
  name: "organizations.withdraw_request",
  needs: "organizations:read",
  input: RequestId,
  trace: request,
  async run({ tx, input: { id } }) {
    await answer(tx, sql`organizations.withdraw_request(${id}::uuid)`);
    return { id };
  },
});
