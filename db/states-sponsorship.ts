/** The state machines of sponsorship, read by `db/states.ts`. */
export const sponsorshipMachines = {
  sponsorship_package: {
    table: "sponsorship.sponsorship_packages",
    initial: ["draft"],
    states: {
      draft: { published: "sponsorship:write", archived: "sponsorship:write" },
      published: { draft: "sponsorship:write", archived: "sponsorship:write" },
      archived: { draft: "sponsorship:write" },
    },
  },
  /** Somebody asked for a proposal on a public page. What was set aside can be taken up again. */
  sponsor_enquiry: {
    table: "sponsorship.enquiries",
    initial: ["new"],
    states: {
      new: { answered: null, dismissed: null },
      dismissed: { new: null, answered: null },
      answered: {},
    },
  },
  /** `counter` again is the other side's answer to a counter. What is over stays over: talks go on in a new thread. */
  proposal: {
    table: "sponsorship.proposal_threads",
    initial: ["draft"],
    states: {
      draft: { sent: null, rejected: null },
      sent: { viewed: null, counter: null, accepted: null, rejected: null, expired: null },
      viewed: { counter: null, accepted: null, rejected: null, expired: null },
      counter: { counter: null, accepted: null, rejected: null, expired: null },
      accepted: {},
      rejected: {},
      expired: {},
    },
  },
  /** A sponsor's money. What each state says of the held funds, `sponsorship.check_order` proves at every commit. */
  sponsorship_order: {
    table: "sponsorship.sponsorship_orders",
    initial: ["pending"],
    states: {
      pending: { funded: null, cancelled: null },
      funded: { locked: null, refunded: null },
      locked: { released: null, refunded: null, disputed: null },
      disputed: { locked: null, released: null, refunded: null },
      released: {},
      refunded: {},
      cancelled: {},
    },
  },
  deliverable: {
    table: "sponsorship.deliverables",
    initial: ["open"],
    states: {
      open: { submitted: null },
      submitted: { approved: null, rejected: null },
      rejected: { submitted: null },
      approved: {},
    },
  },
  funding: {
    table: "sponsorship.fundings",
    initial: ["waiting", "succeeded"],
    states: { waiting: { succeeded: null, failed: null }, failed: { succeeded: null }, succeeded: {} },
  },
  /** Money on its way back to a sponsor. `failed`: the gateway will not; somebody sends it again or by hand. */
  sponsor_refund: {
    table: "sponsorship.sponsor_refunds",
    initial: ["sending"],
    states: { sending: { sent: null, failed: null }, failed: { sending: null, sent: null }, sent: {} },
  },
  sponsor_dispute: {
    table: "sponsorship.sponsor_disputes",
    initial: ["open"],
    states: { open: { settled: null, withdrawn: null }, settled: {}, withdrawn: {} },
  },
  chargeback: {
    table: "sponsorship.chargebacks",
    initial: ["open"],
    states: { open: { won: null, lost: null }, won: {}, lost: {} },
  },
} as const;
