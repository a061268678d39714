import { z } from "zod";

/** What the live board shows of an event, as its route answers: minor units as text, moments in ISO 8601. */
const minor = z.string().regex(/^-?\d+$/);
export const LiveView = z.object({
  asOf: z.string(),
  zone: z.string(),
  currency: z.string(),
  quota: z.number(),
  sold: z.number(),
  expected: z.number(),
  arrived: z.number(),
  orders: z.number(),
  paidMinor: minor,
  refundedMinor: minor,
  /** Whole hours on the event's clocks, oldest first. Revenue is what buyers paid in that hour, refunds not taken off. */
  hours: z.array(z.object({ label: z.string(), sold: z.number(), arrived: z.number(), revenueMinor: minor })),
  gates: z.array(z.object({ name: z.string(), arrived: z.number(), repeated: z.number(), refused: z.number() })),
  scans: z.array(
    z.object({
      id: z.uuid(),
      at: z.string(),
      outcome: z.enum(["verified", "repeated", "refused", "undone"]),
      words: z.string(),
      attendee: z.string().nullable(),
      tier: z.string().nullable(),
      gate: z.string().nullable(),
      by: z.string().nullable(),
      orderId: z.string().nullable(),
    }),
  ),
});
export type LiveView = z.output<typeof LiveView>;

/** The share of those expected who are in, in whole percent, down: 100 % is everybody. */
export const shareIn = ({ arrived, expected }: Pick<LiveView, "arrived" | "expected">) =>
  expected === 0 ? 0 : Math.floor((100 * arrived) / expected);
