import { costOf } from "#lib/sponsorship/figures";
import type { OrderFacts } from "#lib/sponsorship/queries/order";
import { measures, scopes } from "#lib/sponsorship/rules/proof";

type Reached = {
  eventId: string;
  event: string;
  /** The day on which the first order for it was paid. */
  since: string;
  views: number;
  clicks: number;
  arrivals: number;
  asOf: Date | null;
};
export type ResultsFacts = {
  id: string;
  sponsor: string;
  organizer: string;
  /** The organizer's, by whose calendar everything here counts. */
  zone: string;
  today: string;
  orders: readonly OrderFacts[];
  reach: readonly Reached[];
};

/** How a promise was kept. Late: after its day and its grace. */
export const outcomes = {
  kept: { label: "Delivered in time", tone: "success" },
  late: { label: "Delivered late", tone: "warning" },
  waiting: { label: "Shown, waits for a yes", tone: "info" },
  due: { label: "Still to come", tone: "neutral" },
  overdue: { label: "Overdue", tone: "danger" },
  void: { label: "Refunded instead", tone: "neutral" },
} as const;
export type Outcome = keyof typeof outcomes;

type Money = { agreed: bigint; paid: bigint; held: bigint; released: bigint; refunded: bigint };
/** What a thousand impressions, or one who came, cost: at the agreed price, and of what was spent and released so far. */
type Cost = { measure: "thousand" | "head"; agreed: bigint | null; spent: bigint | null; released: bigint | null };
export type Results = ReturnType<typeof resultsOf>;

/** What was promised, what came of it, and what it cost: for the screen and for the paper alike. */
export function resultsOf(facts: ResultsFacts) {
  const currencies = [...new Set(facts.orders.map(({ currency }) => currency))].sort();
  const promises = facts.orders.flatMap((order) =>
    order.deliverables.map((one) => {
      const proof = one.proofs.find(({ approved }) => approved) ?? one.proofs[0];
      return {
        id: one.id,
        order,
        title: one.title,
        wanted: one.wanted,
        dueOn: one.dueOn,
        milestone: order.milestones.find(({ id }) => id === one.milestoneId)?.title ?? "",
        outcome: outcomeOf(order, one, facts.today),
        attempts: one.proofs.length,
        proof,
      };
    }),
  );
  const count = (...which: Outcome[]) => promises.filter(({ outcome }) => which.includes(outcome)).length;
  return {
    ...facts,
    currencies,
    money: currencies.map((currency) => ({ currency, ...moneyOf(ofCurrency(facts.orders, currency)) })),
    promises,
    counts: {
      promised: promises.length,
      kept: count("kept"),
      late: count("late"),
      open: count("due", "waiting"),
      overdue: count("overdue"),
      void: count("void"),
    },
    /** Numbers that the organizer showed as proof. */
    declared: promises.flatMap((one) =>
      one.proof && one.proof.figure !== null ? [{ ...one, proof: one.proof, figure: one.proof.figure }] : [],
    ),
    costs: facts.reach.flatMap((reached) =>
      currencies.flatMap((currency) => {
        const orders = ofCurrency(facts.orders, currency).filter(
          (order) => order.eventId === reached.eventId && order.fundedMinor > 0n,
        );
        if (orders.length === 0) return [];
        const money = moneyOf(orders);
        const cost = (measure: Cost["measure"], count: number, each: 1 | 1000): Cost => ({
          measure,
          agreed: costOf(money.agreed, count, each),
          spent: costOf(money.paid - money.refunded, count, each),
          released: costOf(money.released, count, each),
        });
        return [
          {
            eventId: reached.eventId,
            event: reached.event,
            currency,
            costs: [cost("thousand", reached.views, 1000), cost("head", reached.arrivals, 1)],
          },
        ];
      }),
    ),
    asOf: facts.reach.reduce<Date | null>((last, { asOf }) => (asOf && (!last || asOf > last) ? asOf : last), null),
  };
}

const ofCurrency = (orders: readonly OrderFacts[], currency: string) =>
  orders.filter((order) => order.currency === currency);

/** Paid = held + released + refunded; what was given back after a release counts as refunded. */
function moneyOf(orders: readonly OrderFacts[]): Money {
  const sum = (figure: (order: OrderFacts) => bigint) => orders.reduce((total, order) => total + figure(order), 0n);
  return {
    agreed: sum(({ totalMinor }) => totalMinor),
    paid: sum(({ fundedMinor }) => fundedMinor),
    held: sum(({ heldMinor }) => heldMinor),
    released: sum(({ releasedMinor, returnedMinor }) => releasedMinor - returnedMinor),
    refunded: sum(({ refundedMinor, returnedMinor }) => refundedMinor + returnedMinor),
  };
}

function outcomeOf(order: OrderFacts, one: OrderFacts["deliverables"][number], today: string): Outcome {
  const approved = one.proofs.find((proof) => proof.approved);
  if (approved) return approved.late ? "late" : "kept";
  if (order.state === "refunded" || order.state === "released") return "void";
  if (one.state === "submitted") return "waiting";
  const last = new Date(Date.parse(`${one.dueOn}T00:00:00Z`) + one.slaDays * 86_400_000).toISOString().slice(0, 10);
  return last < today ? "overdue" : "due";
}

/** A number that was shown beside the one that was promised; null where none was. */
export function againstPromise(wanted: bigint | null, shown: bigint | null): string | null {
  if (wanted === null) return null;
  const promised = `promised ${wanted.toLocaleString("en")}`;
  if (shown === null) return promised;
  return `${promised}, ${((shown * 1000n) / wanted / 10n).toLocaleString("en")}.${((shown * 1000n) / wanted) % 10n} % of it`;
}

/** The whole in one or two sentences. */
export function resultsWords({ counts, orders }: Results): string {
  if (orders.length === 0) return "Nothing was agreed yet.";
  const { promised, kept, late, open, overdue, void: instead } = counts;
  const rest = [
    open > 0 ? `${open} still to come or to be approved` : "",
    overdue > 0 ? `${overdue} overdue` : "",
    instead > 0 ? `${instead} refunded instead` : "",
  ].filter(Boolean);
  const delivered = kept + late;
  const done =
    delivered === 0
      ? "none was delivered yet"
      : `${delivered} ${delivered === 1 ? "was" : "were"} delivered, ${late === 0 ? "all in time" : `${kept} in time and ${late} late`}`;
  return `Of ${promised} ${promised === 1 ? "promise" : "promises"} ${done}${rest.length > 0 ? `; ${rest.join(", ")}` : ""}.`;
}

/** Who counted a number that was shown as a proof, of what, and when. */
export function provenance({ order, proof, figure, wanted }: Results["declared"][number]): string {
  const { source } = proof;
  const who = source
    ? `${measures[source.measure]}, ${scopes[source.scope].toLowerCase()}, ${source.from} to ${source.to}, counted by the organizer's analytics`
    : "Written down by the organizer";
  const parts = [
    `${who}; proof for ${order.number}`,
    proof.approved ? "approved" : "not approved yet",
    againstPromise(wanted, figure),
  ];
  return parts.filter(Boolean).join(", ");
}

/** Where each of the measured numbers comes from. */
export const sources = {
  views: "Views of the event's public page, by visitors who agreed to be counted",
  clicks: "Clicks on that page, by visitors who agreed to be counted",
  arrivals: "Tickets scanned at the doors",
} as const;
