import { bookingMachines } from "#db/states-bookings";
import { contentMachines } from "#db/states-content";
import { crmMachines } from "#db/states-crm";
import { importMachines } from "#db/states-imports";
import { planningMachines } from "#db/states-planning";
import { sellingMachines } from "#db/states-selling";
import { servingMachines } from "#db/states-serving";
import { sponsorshipMachines } from "#db/states-sponsorship";
import type { Permission } from "#lib/permissions";

/**
 * Every state machine in the product. `initial` lists the states in which a row may be inserted; a state's value
 * says what it may become and who may ask for it. `null` means that no person asks for it: only the function that
 * also does what the state means (takes the money, issues the ticket) may set it.
 * `db/sync.ts` copies this into `system.state_transitions`, which the trigger `system.guard_state` reads.
 */
type Edges = Record<string, Record<string, Permission | null>>;
type Definition = { table: string; initial: readonly string[]; states: Edges };

export const machines = {
  profile: {
    table: "users.user_profiles",
    initial: ["pending_approval"],
    states: {
      pending_approval: { active: null, deactivated: null },
      active: { suspended: null, deactivated: null, pending_approval: null },
      suspended: { active: null, deactivated: null },
      deactivated: {},
    },
  },
  /** An organization takes somebody in. `pending`: they asked, or were invited by somebody who may not approve. */
  membership: {
    table: "organizations.org_memberships",
    initial: ["active", "pending"],
    states: {
      pending: { active: null, removed: null },
      active: { suspended: null, removed: null },
      suspended: { active: null, removed: null },
      removed: { active: null, pending: null },
    },
  },
  organization: {
    table: "organizations.organizations",
    initial: ["active"],
    states: { active: { archived: null }, archived: { active: null } },
  },
  /** Sending it again opens one that ran out. */
  invitation: {
    table: "organizations.org_invitations",
    initial: ["invited"],
    states: {
      invited: { accepted: null, revoked: null, expired: null },
      accepted: {},
      revoked: {},
      expired: { invited: null, revoked: null },
    },
  },
  /** What one person asked for and another decides. */
  approval: {
    table: "organizations.approval_requests",
    initial: ["requested"],
    states: {
      requested: { approved: null, rejected: null, expired: null, withdrawn: null },
      approved: {},
      rejected: {},
      expired: {},
      withdrawn: {},
    },
  },
  ...crmMachines,
  ...bookingMachines,
  ...contentMachines,
  ...importMachines,
  ...planningMachines,
  ...sellingMachines,
  ...servingMachines,
  ...sponsorshipMachines,
  checkout: {
    table: "ticketing.checkout_sessions",
    initial: ["open"],
    states: {
      open: { paying: null, completed: null, expired: null, cancelled: null },
      paying: { open: null, completed: null, expired: null, cancelled: null },
      expired: { completed: null },
      completed: {},
      cancelled: { completed: null },
    },
  },
  order: {
    table: "ticketing.orders",
    initial: ["pending"],
    states: {
      pending: { paid: null, failed: null, expired: null, refund_due: null },
      failed: { paid: null, refund_due: null, expired: null },
      expired: { paid: null, refund_due: null },
      refund_due: { refunded: null },
      paid: { partially_refunded: null, refunded: null, expired: null },
      partially_refunded: { partially_refunded: null, refunded: null },
      refunded: {},
    },
  },
  refund: {
    table: "ticketing.refunds",
    initial: ["requested"],
    states: { requested: { succeeded: null, failed: null }, succeeded: {}, failed: {} },
  },
  /** A buyer's bank takes money back; the processor decides. Answers go through functions, which also tell the processor. */
  dispute: {
    table: "payments.disputes",
    initial: ["open"],
    states: {
      open: { contested: null, accepted: null, won: null, lost: null },
      contested: { open: null, won: null, lost: null },
      accepted: { open: null, won: null, lost: null },
      won: {},
      lost: {},
    },
  },
  /** A processor's own payout to the bank, as its webhooks tell it. */
  processor_payout: {
    table: "payments.processor_payouts",
    initial: ["pending", "in_transit"],
    states: {
      pending: { in_transit: null, paid: null, failed: null, cancelled: null },
      in_transit: { paid: null, failed: null, cancelled: null },
      paid: { failed: null },
      failed: {},
      cancelled: {},
    },
  },
  ticket: {
    table: "ticketing.tickets",
    initial: ["issued"],
    states: {
      issued: { redeemed: null, transferred: null, refunded: null, cancelled: null },
      redeemed: { issued: null, refunded: null },
      transferred: {},
      refunded: { issued: null, redeemed: null },
      cancelled: {},
    },
  },
  /** Money written down by hand; in the books once it is verified. Undone by a reversal, never removed. */
  manual_payment: {
    table: "payments.manual_payments",
    initial: ["pending"],
    states: { pending: { verified: null, rejected: null }, verified: { reversed: null }, rejected: {}, reversed: {} },
  },
  /** Invoices, bills and credit notes. A credit note is issued and stays so. `void`: taken back whole, or never issued. */
  invoice: {
    table: "payments.invoices",
    initial: ["draft"],
    states: {
      draft: { issued: null, void: null },
      issued: { partly_paid: null, paid: null, void: null, written_off: null },
      partly_paid: { issued: null, partly_paid: null, paid: null, void: null, written_off: null },
      paid: { issued: null, partly_paid: null, void: null },
      void: {},
      written_off: {},
    },
  },
  card_payment: {
    table: "payments.card_payments",
    initial: ["waiting"],
    states: { waiting: { succeeded: null, failed: null }, failed: { succeeded: null }, succeeded: {} },
  },
  /** A file of bank statements: sent in parts, then read by the worker. */
  bank_file: {
    table: "payments.bank_files",
    initial: ["uploading"],
    states: {
      uploading: { reading: null, failed: null },
      reading: { read: null, failed: null },
      read: {},
      failed: {},
    },
  },
  /** What a file says of an account. Only one that adds up can be taken. */
  bank_statement: {
    table: "payments.bank_statements",
    initial: ["staged"],
    states: {
      staged: { flagged: null, taken: null, discarded: null },
      flagged: { discarded: null },
      taken: {},
      discarded: {},
    },
  },
  /** Where money may be sent: another person approves it, a code proves it. */
  payout_account: {
    table: "organizations.payout_accounts",
    initial: ["proposed"],
    states: {
      proposed: { verifying: null, active: null, rejected: null, removed: null },
      verifying: { active: null, blocked: null, removed: null },
      active: { removed: null },
      blocked: { removed: null },
      rejected: {},
      removed: {},
    },
  },
  /** `returned`: the bank sent it back after it was paid. A new attempt is a new payout. */
  payout: {
    table: "payments.payouts",
    initial: ["draft"],
    states: {
      draft: { approved: null, cancelled: null },
      approved: { submitted: null, cancelled: null },
      submitted: { paid: null, failed: null },
      paid: { returned: null },
      returned: {},
      failed: {},
      cancelled: {},
    },
  },
  payout_batch: {
    table: "payments.payout_batches",
    initial: ["collected"],
    states: { collected: { submitted: null, cancelled: null }, submitted: {}, cancelled: {} },
  },
} as const satisfies Record<string, Definition>;

export type Machine = keyof typeof machines;
export type State<M extends Machine> = keyof (typeof machines)[M]["states"] & string;

/** The enum labels of a machine, in declaration order, for `pgEnum`. */
export function labels<M extends Machine>(machine: M) {
  return Object.keys(machines[machine].states) as [State<M>, ...State<M>[]];
}

/** What a screen may offer from here to someone with these permissions. The database checks it again. */
export function nextStates<M extends Machine>(machine: M, from: State<M>, permissions: ReadonlySet<Permission>) {
  const edges = (machines[machine].states as Edges)[from] ?? {};
  return Object.entries(edges)
    .filter(([, needs]) => needs !== null && permissions.has(needs))
    .map(([to]) => to as State<M>);
}
