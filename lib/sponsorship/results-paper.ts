import "server-only";
import { formatMoney } from "#lib/money";
import type { Block, Paper } from "#lib/payments/paper";
import { againstPromise, outcomes, provenance, type Results, resultsWords, sources } from "#lib/sponsorship/results";
import { orderStates } from "#lib/sponsorship/words";
import { formatDay, formatMoment, zoneName } from "#lib/time";

/** The results of a sponsor on paper. Of the same facts at the same moment both parties hold the same file. */
export function resultsPaper(results: Results, madeAt: Date): Paper {
  const { sponsor, organizer, zone, money, currencies, orders, asOf } = results;
  const moment = (at: Date) => `${formatMoment(at, zone)} ${zoneName(at, zone)}`;
  const blocks: Block[] = [
    {
      kind: "facts",
      facts: [
        ["Sponsor", sponsor],
        ["Organizer", organizer],
        ["Orders", orders.map(({ number }) => number).join(", ") || "None"],
        ["Numbers as of", asOf ? moment(asOf) : "Nothing was counted yet"],
      ],
    },
    { kind: "text", text: resultsWords(results) },
    { kind: "heading", text: "The money" },
    {
      kind: "table",
      columns: ["Currency", "Agreed", "Paid", "Held", "Released", "Refunded"].map(right(1)),
      rows: money.map((one) => ({
        cells: [
          one.currency,
          ...[one.agreed, one.paid, one.held, one.released, one.refunded].map((minor) =>
            formatMoney(minor, one.currency),
          ),
        ],
      })),
      empty: "Nothing was agreed yet.",
    },
    { kind: "text", text: "Paid = held + released + refunded, from the statements of what is held.", muted: true },
    ...orders.flatMap((order) => promisesOf(results, order)),
    { kind: "heading", text: "Numbers" },
    numbers(results),
    { kind: "heading", text: "What it cost" },
    costs(results),
    {
      kind: "text",
      text: "At the agreed price: what it would cost were all of it delivered. Spent: paid less what was refunded. Released: what the organizer has for what was delivered.",
      muted: true,
    },
  ];
  return {
    title: `Results for ${sponsor}`,
    organization: { name: organizer },
    currencies,
    zone,
    madeAt,
    blocks,
    landscape: true,
  };
}

const right =
  (from: number) =>
  (label: string, at: number): { label: string; align?: "right" } =>
    at >= from ? { label, align: "right" } : { label };

function promisesOf(results: Results, order: Results["orders"][number]): Block[] {
  const day = (at: Date) => formatDay(at, results.zone);
  const amount = (minor: bigint) => formatMoney(minor, order.currency);
  return [
    { kind: "heading", text: `${order.number}: ${order.title}, ${order.eventName}` },
    {
      kind: "text",
      text: `${orderStates[order.state].label}. Agreed ${amount(order.totalMinor)}, paid ${amount(order.fundedMinor)}, held ${amount(order.heldMinor)}, released ${amount(order.releasedMinor - order.returnedMinor)}, refunded ${amount(order.refundedMinor + order.returnedMinor)}.`,
    },
    {
      kind: "table",
      columns: [
        { label: "Promised" },
        { label: "Due" },
        { label: "Came of it" },
        { label: "Proof" },
        { label: "Shown" },
        { label: "Approved" },
      ],
      rows: results.promises
        .filter((one) => one.order.id === order.id)
        .map(({ title, wanted, milestone, dueOn, outcome, proof }) => ({
          cells: [
            `${title} (${[milestone, againstPromise(wanted, null)].filter(Boolean).join("; ")})`,
            calendar(dueOn),
            outcomes[outcome].label,
            proof ? proofWords(proof) : "–",
            proof ? day(proof.submittedAt) : "–",
            proof?.approved && proof.decidedAt
              ? `${day(proof.decidedAt)}${proof.bySilence ? ", by silence" : ""}`
              : "–",
          ],
        })),
      empty: "Nothing was promised.",
    },
  ];
}

/** What a proof shows, in one cell. */
export function proofWords(proof: NonNullable<Results["promises"][number]["proof"]>): string {
  const { words, link, figure, file } = proof;
  return [words, figure === null ? "" : figure.toLocaleString("en"), link, file?.name ?? ""]
    .filter(Boolean)
    .join(" · ");
}

const calendar = (day: string) => formatDay(new Date(`${day}T12:00:00Z`), "UTC");

function numbers({ reach, declared, zone }: Results): Block {
  const measured = reach.flatMap((one) =>
    (
      [
        ["Impressions", "views"],
        ["Clicks", "clicks"],
        ["Attendance", "arrivals"],
      ] as const
    ).map(([label, key]) => ({
      cells: [one.event, label, one[key].toLocaleString("en"), sources[key], `From ${calendar(one.since)}`],
    })),
  );
  const shown = declared.map((one) => ({
    cells: [
      one.order.eventName,
      one.title,
      one.figure.toLocaleString("en"),
      provenance(one),
      formatDay(one.proof.submittedAt, zone),
    ],
  }));
  return {
    kind: "table",
    columns: [
      { label: "Event" },
      { label: "Figure" },
      { label: "Count", align: "right" },
      { label: "Source" },
      { label: "When" },
    ],
    rows: [...measured, ...shown],
    empty: "Nothing is counted before an order is paid.",
  };
}

function costs(results: Results): Block {
  return {
    kind: "table",
    columns: ["Event", "For", "At the agreed price", "Spent", "Released"].map(right(2)),
    rows: results.costs.flatMap(({ event, currency, costs: each }) =>
      each.map((one) => ({
        cells: [
          event,
          one.measure === "thousand" ? "1,000 impressions" : "Each who came",
          ...[one.agreed, one.spent, one.released].map((minor) =>
            minor === null ? "–" : formatMoney(minor, currency),
          ),
        ],
      })),
    ),
    empty: "Nothing was paid yet.",
  };
}
