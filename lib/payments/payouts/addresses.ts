import { withSearch } from "#lib/payments/addresses";

/** The addresses of the payout screens. Pure. */
export const payoutHref = (slug: string, id: string) => `/${slug}/payments/payouts/${id}`;
/** The list, narrowed to states: `draft` or `approved,submitted`. */
export const payoutsHref = (slug: string, states?: string) =>
  withSearch(`/${slug}/payments/payouts`, { "f.state": states });
/** The disputes for which money is held back. */
export const openDisputesHref = (slug: string) =>
  withSearch(`/${slug}/payments/disputes`, { "f.state": "open,contested,accepted" });
export const newPayoutHref = (slug: string, currency: string) =>
  withSearch(`/${slug}/payments/payouts/new`, { currency });
export const payoutSettingsHref = (slug: string) => `/${slug}/payments/payouts/settings`;
export const receiptHref = (slug: string, id: string) => `/api/${slug}/payments/payouts/${id}/receipt`;
/** A payout's number as lists show it. */
export const payoutCodeOf = (number: number) => `P${String(number).padStart(6, "0")}`;
/** The wallet's lines of one kind that a payout was made of. */
export const payoutLinesHref = (slug: string, number: number, kind: string) =>
  withSearch(`/${slug}/payments/payouts/lines`, { "f.payout": payoutCodeOf(number), "f.kind": kind });
