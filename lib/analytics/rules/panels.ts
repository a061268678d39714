import type { Period } from "#lib/analytics/rules";
import { channels } from "#lib/analytics/rules/beacon";
import { addressOf, type Board, type BoardFilter, funnelOf, visitorWords } from "#lib/analytics/rules/board";
import { comparedBucket, comparedLabel } from "#lib/analytics/rules/compare";
import { type Bucket, bucketsOf, isIn, named, sumOf } from "#lib/analytics/rules/series";
import { hoursPanel } from "#lib/analytics/rules/weekdays";
import { formatMoney } from "#lib/money";
import type { ChartPoint, ChartSeries, Panel } from "#lib/system/figures";

type Asked = { slug: string; filter: BoardFilter; board: Board };

/** The charts of a dashboard, for the screen, for files and for paper; each point leads to the rows that add up to it. */
export const boardCharts = (asked: Asked): Panel[] => [
  asked.board.tiers.length > 0 ? salesByTier(asked) : sales(asked),
  views(asked),
];

/** What stands beside the charts, as tables. */
export const boardTables = (asked: Asked): Panel[] => [
  funnel(asked),
  sources(asked),
  hours(asked),
  ...(asked.filter.event ? [] : [events(asked)]),
];

const axisOf = ({ filter }: Asked) => (filter.span === "12m" ? "Month" : "Day");
const clockOf = ({ board }: Asked) => `Days in ${board.zone.replaceAll("_", " ")}`;
const rowsOf = ({ slug, filter }: Asked, kind: string, { from, before }: Period) =>
  `/${slug}/analytics/rows?${addressOf(filter, { kind, from, before })}`;

/** A line of the compared days, and its figure at a point. */
const lineOf = ({ filter }: Asked, label = comparedLabel(filter.compare)): ChartSeries[] =>
  filter.compare === "none" ? [] : [{ key: "before", label, color: 6, compared: 1 }];
const beforeOf = ({ filter, board }: Asked, bucket: Bucket) => {
  const then = comparedBucket(bucket, board.period, filter.compare);
  return board.previousDays.filter(({ day }) => isIn(day, then));
};
const total = (days: Board["days"], figure: (day: Board["days"][number]) => number) =>
  days.reduce((sum, day) => sum + figure(day), 0);

function sales(asked: Asked): Panel {
  const { board, filter } = asked;
  const { currency, totals } = board;
  return {
    key: "sales",
    title: `Sales by ${axisOf(asked).toLowerCase()}`,
    description: `${currency}, tax included. ${clockOf(asked)}`,
    axis: axisOf(asked),
    shape: "bar",
    currency,
    series: [
      { key: "gross", label: "Sales", color: 1 },
      { key: "refunded", label: "Refunded", color: 4 },
      ...lineOf(asked, `Sales, ${comparedLabel(filter.compare).toLowerCase()}`),
    ],
    points: bucketsOf(board, filter.span).map((bucket): ChartPoint => {
      const days = board.days.filter(({ day }) => isIn(day, bucket));
      return {
        ...named(bucket, filter.span),
        href: rowsOf(asked, "orders", bucket),
        gross: sumOf(days, (one) => one.grossMinor).toString(),
        refunded: sumOf(days, (one) => one.refundedMinor).toString(),
        before: sumOf(beforeOf(asked, bucket), (one) => one.grossMinor).toString(),
      };
    }),
    summary:
      totals.orders === 0
        ? "Nothing was sold in this period."
        : `${totals.orders.toLocaleString("en")} orders for ${formatMoney(BigInt(totals.grossMinor), currency)}, of which ${formatMoney(BigInt(totals.refundedMinor), currency)} went back.`,
  };
}

function salesByTier(asked: Asked): Panel {
  const { board, filter } = asked;
  const { currency } = board;
  // Six colours: what sells beyond them is one kind, so that the kinds still add up.
  const own = board.tiers.slice(0, board.tiers.length > 6 ? 5 : 6);
  const kinds = [
    ...own.map(({ id, name }) => ({ id, name, is: (tier: string) => tier === id })),
    ...(own.length < board.tiers.length
      ? [{ id: "others", name: "Others", is: (tier: string) => !own.some(({ id }) => id === tier) }]
      : []),
  ];
  return {
    key: "tiers",
    title: `Sales by ${axisOf(asked).toLowerCase()} and kind of ticket`,
    description: `${currency}, tax included. ${clockOf(asked)}`,
    axis: axisOf(asked),
    shape: "stacked",
    currency,
    series: [
      ...kinds.map(({ id, name }, index): ChartSeries => ({ key: id, label: name, color: (index + 1) as 1 })),
      ...lineOf(asked, `All kinds, ${comparedLabel(filter.compare).toLowerCase()}`),
    ],
    points: bucketsOf(board, filter.span).map((bucket) => ({
      ...named(bucket, filter.span),
      href: rowsOf(asked, "orders", bucket),
      ...Object.fromEntries(
        kinds.map(({ id, is }) => [
          id,
          sumOf(
            board.tierDays.filter((one) => is(one.tierId) && isIn(one.day, bucket)),
            (one) => one.grossMinor,
          ).toString(),
        ]),
      ),
      before: sumOf(beforeOf(asked, bucket), (one) => one.grossMinor).toString(),
    })),
    summary: board.tiers
      .map(
        (tier) =>
          `${tier.name}: ${tier.tickets.toLocaleString("en")} for ${formatMoney(BigInt(tier.grossMinor), currency)}`,
      )
      .join(". "),
  };
}

function views(asked: Asked): Panel {
  const { board, filter } = asked;
  return {
    key: "views",
    title: `Page views by ${axisOf(asked).toLowerCase()}`,
    description: clockOf(asked),
    axis: axisOf(asked),
    shape: "bar",
    series: [{ key: "views", label: "Views", color: 2 }, ...lineOf(asked)],
    points: bucketsOf(board, filter.span).map((bucket) => ({
      ...named(bucket, filter.span),
      href: rowsOf(asked, "views", bucket),
      views: total(
        board.days.filter(({ day }) => isIn(day, bucket)),
        (one) => one.views,
      ),
      before: total(beforeOf(asked, bucket), (one) => one.views),
    })),
    summary:
      board.totals.views === 0
        ? "Nobody who agreed to being counted looked at a page in this period."
        : `${board.totals.views.toLocaleString("en")} views by ${visitorWords(board.totals.visitors)}.`,
  };
}

const funnel = (asked: Asked): Panel => ({
  key: "funnel",
  title: "From looking to coming",
  description: "Views are of people who agreed to being counted; sales at the door have no checkout",
  axis: "Step",
  shape: "table",
  series: [
    { key: "count", label: "Count", color: 1 },
    ...(asked.filter.compare === "none"
      ? []
      : [{ key: "before", label: comparedLabel(asked.filter.compare), color: 1 as const }]),
  ],
  points: funnelOf(asked.board.totals).map(({ label, count }, step) => ({
    label,
    count,
    before: funnelOf(asked.board.previous)[step]?.count ?? 0,
  })),
  summary: "Each step of those who looked.",
});

const sources = ({ board }: Asked): Panel => ({
  key: "sources",
  title: "Where visitors come from",
  description: "By page views; the site or campaign that sent them",
  axis: "Came by",
  shape: "table",
  series: [
    { key: "views", label: "Views", color: 1 },
    { key: "clicks", label: "Clicks", color: 2 },
  ],
  points: board.sources.map(({ channel, source, views, clicks }) => ({
    label: `${channels[channel as keyof typeof channels] ?? channel}${source ? `, ${source}` : ""}`,
    views,
    clicks,
  })),
  summary: "The twelve that sent most.",
});

const hours = ({ board }: Asked): Panel =>
  hoursPanel(`On the clock of ${board.zone.replaceAll("_", " ")}`, board.hours, [
    { key: "orders", label: "Orders", color: 1 },
    { key: "views", label: "Views", color: 2 },
    { key: "arrivals", label: "Arrivals", color: 3 },
  ]);

const events = ({ board }: Asked): Panel => ({
  key: "events",
  title: "Events",
  description: `The ten that sold most in this period, in ${board.currency}`,
  axis: "Event",
  shape: "table",
  currency: board.currency,
  series: [
    { key: "views", label: "Views", color: 2, plain: true },
    { key: "orders", label: "Orders", color: 3, plain: true },
    { key: "gross", label: "Sales", color: 1 },
    { key: "refunded", label: "Refunded", color: 4 },
  ],
  points: board.events.map(({ name, views, orders, grossMinor, refundedMinor }) => ({
    label: name,
    views,
    orders,
    gross: grossMinor,
    refunded: refundedMinor,
  })),
  summary: board.events.length === 0 ? "No event was looked at or sold anything in this period." : "Best first.",
});
