import { sql } from "drizzle-orm";
import { admin, given, type Organization, platform } from "#db/given";
import { type Actor, asWorker } from "#db/tenant";
import { approveRequest } from "#lib/organizations/commands";
import { balances, faults, house, uniqueKey } from "#lib/payments/books.given";
import { addMember, savePackage, saveSponsor } from "#lib/sponsorship/commands/catalogue";
import {
  approveProof,
  askRefund,
  askRelease,
  askSplit,
  lockFunds,
  submitProof,
} from "#lib/sponsorship/commands/orders";
import { acceptProposal, saveProposal, sendProposal } from "#lib/sponsorship/commands/talks";

/** What tests of sponsorship start from: two parties, their people, an offer, and ways to look at the books. */
export type Stage = {
  org: Organization;
  organizer: Actor;
  finance: Actor;
  second: Actor;
  sponsor: Actor;
  sponsorId: string;
  eventId: string;
  sponsorOrg?: Organization;
};
type Terms = Parameters<typeof house>[0] & {
  /** The sponsor is an organization of its own here, with its own book; otherwise a person at the organizer's. */
  own?: boolean;
};

export async function stage({ own = false, ...terms }: Terms = {}): Promise<Stage> {
  const org = await house({ bearer: "platform", ...terms });
  const organizer = await given.person("organizer", org);
  const finance = await given.person("finance", org);
  const second = await given.person("admin", org);
  const sponsorOrg = own ? await given.organization({ currency: org.currency }) : undefined;
  const { id: sponsorId } = await saveSponsor(organizer, { name: "Harbour Brewery", slug: sponsorOrg?.slug });
  const sponsor = sponsorOrg ? await given.person("admin", sponsorOrg) : await given.person("sponsor", org);
  if (!sponsorOrg) await addMember(organizer, { sponsorId, userId: sponsor.userId });
  const { id: eventId } = await given.event(org);
  return { org, organizer, finance, second, sponsor, sponsorId, eventId, sponsorOrg };
}

const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** USD 1,000.00 in two milestones of 400.00 and 600.00, one deliverable each. */
export const offer = (at: Stage, fields: Record<string, unknown> = {}) => ({
  sponsorId: at.sponsorId,
  eventId: at.eventId,
  title: "Main stage partner",
  expiresOn: soon(20),
  price: "1000.00",
  currency: at.org.currency,
  milestones: [
    { title: "Announcement", amount: "400.00", dueOn: soon(10) },
    { title: "The night itself", amount: "600.00", dueOn: soon(40) },
  ],
  deliverables: [
    { title: "Logo on the poster", dueOn: soon(10), milestone: "0" },
    { title: "Banner at the stage", dueOn: soon(40), milestone: "1", slaDays: "3" },
  ],
  note: "As we talked about.",
  ...fields,
});

export const packageOf = (at: Stage, fields: Record<string, unknown> = {}) => ({
  eventId: at.eventId,
  name: "Gold",
  price: "1000.00",
  currency: at.org.currency,
  quantity: "1",
  milestones: [{ title: "All", percent: "100", anchor: "event_end", days: "7" }],
  deliverables: [{ title: "Logo on the poster", anchor: "signed", days: "10", milestone: "0" }],
  ...fields,
});
export const aPackage = async (at: Stage, fields: Record<string, unknown> = {}) =>
  (await savePackage(at.organizer, packageOf(at, fields))).id;

/** A proposal that was sent. */
export async function sent(at: Stage, fields: Record<string, unknown> = {}): Promise<string> {
  const { id } = await saveProposal(at.organizer, offer(at, fields));
  await sendProposal(at.organizer, { id });
  return id;
}

/** An order that waits for its money. */
export async function agreed(at: Stage, fields: Record<string, unknown> = {}): Promise<string> {
  const id = await sent(at, fields);
  return (await acceptProposal(at.sponsor, { id, version: 1 })).orderId;
}

/** The gateway says that the sponsor's card was charged; answers the funding. */
export async function paidByCard(at: Stage, orderId: string, fields: Record<string, unknown> = {}): Promise<string> {
  const { asTenant } = await import("#db/tenant");
  const begun = await asTenant(at.sponsor, (tx) =>
    tx.execute<{ f: { id: string; amountMinor: string; currency: string } }>(
      sql`select sponsorship.begin_funding(${orderId}::uuid) as f`,
    ),
  );
  const funding = begun.rows[0]?.f;
  if (!funding) throw new Error("No funding began.");
  await settle(at, {
    reference: funding.id,
    payment_ref: `pay-${funding.id}`,
    amount_minor: funding.amountMinor,
    currency: funding.currency,
    processing_fee_minor: "1425",
    ...fields,
  });
  return funding.id;
}

export const settle = (at: Stage, p: Record<string, unknown>) =>
  asWorker(at.org.id, async (tx) => {
    const document = JSON.stringify({ organization_id: at.org.id, gateway: "test", ...p });
    const { rows } = await tx.execute<{ done: boolean }>(
      sql`select sponsorship.settle_funding(${document}::jsonb) as done`,
    );
    return rows[0]?.done;
  });

/** An order whose money is held and locked. */
export async function locked(at: Stage, fields: Record<string, unknown> = {}): Promise<string> {
  const id = await agreed(at, fields);
  await paidByCard(at, id);
  await lockFunds(at.organizer, { id });
  return id;
}

type Part = { id: string; amount: number; settled: number; deliverable: string };
export const milestonesOf = async (orderId: string): Promise<Part[]> =>
  (
    await admin.query(
      `select m.id, m.amount_minor::int as amount, m.settled_minor::int as settled, d.id as deliverable from sponsorship.milestones m
       join sponsorship.deliverables d on d.milestone_id = m.id where m.order_id = $1 order by m.position`,
      [orderId],
    )
  ).rows;

export async function firstMilestone(orderId: string): Promise<Part> {
  const [one] = await milestonesOf(orderId);
  if (!one) throw new Error("No milestones.");
  return one;
}

/** The postings of an order's movements of one kind, in their order. */
export const groupsOf = async (orderId: string, kind: string): Promise<string[]> =>
  (
    await admin.query(
      "select group_id from sponsorship.held_movements where order_id = $1 and kind = $2 and group_id is not null order by id",
      [orderId, kind],
    )
  ).rows.map((row) => row.group_id);

/** How many of those that were tried at once were done. */
export const tally = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

/** The deliverable of a milestone is shown and approved. */
export async function delivered(at: Stage, id: string): Promise<void> {
  await submitProof(at.organizer, { id, link: "https://photos.example/poster", words: "On every wall." });
  await approveProof(at.sponsor, { id });
}

const reason = "As it was agreed.";
export const wanted = (at: Stage, orderId: string) => ({
  orderId,
  currency: at.org.currency,
  reason,
  key: uniqueKey(),
});

/** Asked by finance, approved by another. */
export async function released(at: Stage, orderId: string, milestoneId: string, amount?: string): Promise<void> {
  const { requestId } = await askRelease(at.finance, { ...wanted(at, orderId), milestoneId, amount });
  await approveRequest(at.second, { id: requestId });
}
export async function refunded(at: Stage, orderId: string, amount: string, from = "held"): Promise<void> {
  const { requestId } = await askRefund(at.finance, { ...wanted(at, orderId), amount, from });
  await approveRequest(at.second, { id: requestId });
}
export async function split(at: Stage, orderId: string, disputeId: string, release: string, refund: string) {
  const { requestId } = await askSplit(at.finance, { ...wanted(at, orderId), disputeId, release, refund });
  await approveRequest(at.second, { id: requestId });
}

type Order = { state: string; held: number; frozen: number; released: number; refunded: number; returned: number };
export const orderOf = async (id: string): Promise<Order> =>
  (
    await admin.query(
      `select state, (funded_minor - released_minor - refunded_minor)::int as held, frozen_minor::int as frozen, released_minor::int as released,
         refunded_minor::int as refunded, returned_minor::int as returned from sponsorship.sponsorship_orders where id = $1`,
      [id],
    )
  ).rows[0];

/** What the books hold for an order, wherever it is held. */
export async function heldInBooks(orderId: string): Promise<number> {
  const { rows } = await admin.query(
    `select coalesce(sum(b.credits_minor - b.debits_minor), 0)::int as held from payments.accounts a
     join payments.balances b on b.organization_id = a.organization_id and b.account_id = a.id where a.code = 'liabilities:held:' || $1`,
    [orderId],
  );
  return rows[0].held;
}

/** Everything that must hold whatever was done: both books, and the orders beside them. */
export async function troubles(at: Stage): Promise<string[]> {
  const own = await admin.query("select fault from sponsorship.faults($1)", [at.org.id]);
  const documents = await admin.query("select fault from payments.document_faults($1)", [at.org.id]);
  return [
    ...(await faults(at.org)),
    ...(await faults(await platform())),
    ...(at.sponsorOrg ? await faults(at.sponsorOrg) : []),
    ...own.rows.map(({ fault }) => fault),
    ...documents.rows.map(({ fault }) => fault),
  ];
}
export { balances };
