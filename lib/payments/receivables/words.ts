import { z } from "zod";

/** The words of invoices and of payments by hand, and a document as the database tells it. */
export const methodWords = {
  cash: "Cash",
  bank_transfer: "Bank transfer",
  zelle: "Zelle",
  venmo: "Venmo",
  cash_app: "Cash App",
  paypal: "PayPal",
  cheque: "Cheque",
} as const;
export type Method = keyof typeof methodWords;

export const paymentStates = {
  pending: { label: "To verify", tone: "warning" },
  verified: { label: "Verified", tone: "success" },
  rejected: { label: "Rejected", tone: "danger" },
  reversed: { label: "Reversed", tone: "neutral" },
} as const;

export const invoiceStates = {
  draft: { label: "Draft", tone: "neutral" },
  issued: { label: "Open", tone: "info" },
  partly_paid: { label: "Partly paid", tone: "warning" },
  paid: { label: "Paid", tone: "success" },
  void: { label: "Void", tone: "neutral" },
  written_off: { label: "Written off", tone: "danger" },
} as const;
export type InvoiceState = keyof typeof invoiceStates;

export const documentWords = { invoice: "Invoice", bill: "Bill", credit_note: "Credit note" } as const;
export type DocumentKind = keyof typeof documentWords;

export const partyKinds = { customer: "Customer", vendor: "Vendor", sponsor: "Sponsor" } as const;

export const buckets = {
  current: "Not due",
  to_30: "1–30 days",
  to_60: "31–60 days",
  to_90: "61–90 days",
  over_90: "Over 90 days",
} as const;
export type Bucket = keyof typeof buckets;

export const reminderWords = {
  before_due: "Three days before it is due",
  on_due: "On the day it is due",
  after_7: "A week late",
  after_14: "Two weeks late",
  after_30: "A month late",
} as const;
export type ReminderKind = keyof typeof reminderWords;

/** The keys of such a list, for `z.enum`. */
export const keysOf = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];

const minor = z.string().transform(BigInt);
/** A document as `payments.invoice_facts` tells it. */
export const InvoiceFacts = z.object({
  id: z.uuid(),
  kind: z.enum(keysOf(documentWords)),
  state: z.enum(keysOf(invoiceStates)),
  number: z.string().nullable(),
  reference: z.string(),
  issuedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  suppliedOn: z.string().nullable(),
  currency: z.string(),
  inclusive: z.boolean(),
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  openMinor: minor,
  note: z.string(),
  party: z.object({
    name: z.string(),
    address: z.string(),
    country: z.string(),
    taxId: z.string(),
    email: z.string().nullable(),
  }),
  organization: z.object({
    name: z.string(),
    slug: z.string(),
    accent: z.string(),
    supportEmail: z.string().nullable(),
    zone: z.string(),
    country: z.string(),
    logoUrl: z.string().nullable(),
  }),
  lines: z.array(
    z.object({
      id: z.uuid(),
      description: z.string(),
      quantityMillis: minor,
      unitPriceMinor: minor,
      account: z.string(),
      taxed: z.boolean(),
      netMinor: minor,
      taxMinor: minor,
      totalMinor: minor,
    }),
  ),
  taxes: z.array(z.object({ name: z.string(), rateMillionths: z.number(), taxMinor: minor })),
  /** A card payment is under way. */
  paying: z.boolean().default(false),
});
export type InvoiceFacts = z.output<typeof InvoiceFacts>;

/** `2.5`, from thousandths. */
export const quantityWords = (millis: bigint) => {
  const text = millis.toString().padStart(4, "0");
  return `${text.slice(0, -3)}.${text.slice(-3)}`.replace(/\.?0+$/, "");
};
/** `9.975 %`, from millionths. */
export const rateWords = (millionths: number) => `${Number((millionths / 10_000).toFixed(4))} %`;
