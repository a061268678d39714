import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { type Permission, permissionWords } from "#lib/permissions";
import { isCurrency } from "#lib/ref/rules";

/** What an organization can leave to two people. `ready`: something in the product asks for it. */
export const approvalActs = {
  role_grant: { words: "Giving a role", approver: "identity:grant", money: false, ready: true },
  refund_above: { words: "Refunding more than a limit", approver: "payments:approve", money: true, ready: true },
  payout: { words: "Paying out", approver: "payments:approve", money: true, ready: true },
  release: { words: "Releasing a sponsor's money", approver: "payments:approve", money: true, ready: true },
  payout_account: {
    words: "Changing where money is paid out to",
    approver: "payments:approve",
    money: false,
    ready: false,
  },
  write_off: { words: "Writing off", approver: "payments:approve", money: true, ready: true },
  manual_payment: { words: "Verifying a payment made by hand", approver: "payments:verify", money: true, ready: true },
  fx: { words: "Exchanging currencies", approver: "payments:approve", money: true, ready: true },
  limit: { words: "Raising a limit", approver: "organizations:rules", money: false, ready: true },
  reopen_period: { words: "Reopening a closed period", approver: "payments:close", money: false, ready: true },
} as const satisfies Record<string, { words: string; approver: Permission; money: boolean; ready: boolean }>;
export type ApprovalAct = keyof typeof approvalActs;
/** Loosening a rule is decided by two people as well. */
export const actWords = (act: string) =>
  act === "rule_change" ? "Loosening a rule" : (approvalActs[act as ApprovalAct]?.words ?? act);

export const approvalStates = {
  requested: { label: "Waiting", tone: "info" },
  approved: { label: "Approved", tone: "success" },
  rejected: { label: "Rejected", tone: "danger" },
  expired: { label: "Too old", tone: "neutral" },
  withdrawn: { label: "Taken back", tone: "neutral" },
} as const;

const acts = Object.keys(approvalActs) as [ApprovalAct, ...ApprovalAct[]];
const flag = z.preprocess(
  (value) => (value === "on" || value === "true" ? true : value === "false" || value === "" ? false : value),
  z.boolean(),
);

/** One rule for each act. `threshold` is in major units of `currency`; without it, every such act needs a second person. */
export const ApprovalRule = z
  .strictObject({
    act: z.enum(acts, "Choose what needs a second person."),
    active: flag.default(false),
    threshold: optional(words(30)),
    currency: optional(z.string().refine(isCurrency, "Choose a currency.")),
    approver: optional(
      z.custom<Permission>(
        (value) => typeof value === "string" && Object.hasOwn(permissionWords, value),
        "Choose what the second person must be allowed.",
      ),
    ),
    /** How long a request waits for its second person. */
    expiresHours: z.preprocess(
      (value) => (value === "" || value === undefined ? undefined : Number(value)),
      z.int("Write whole hours.").min(1, "At least an hour.").max(2160, "At most 90 days.").optional(),
    ),
    reason: words(500).default(""),
  })
  .refine((rule) => rule.threshold === undefined || approvalActs[rule.act].money, {
    path: ["threshold"],
    message: "Only acts about money have a limit.",
  })
  .refine((rule) => rule.threshold === undefined || rule.currency !== undefined, {
    path: ["currency"],
    message: "In which currency is the limit?",
  });

export const RequestId = z.strictObject({ id: z.uuid() });
export const RequestApproval = z.strictObject({ id: z.uuid(), note: words(500).default("") });
export const RequestRejection = z.strictObject({
  id: z.uuid(),
  note: words(500).min(3, "Say why, for whoever asked."),
});
