import { isDay } from "#lib/payments/addresses";
import type { MatchPart, PartKind } from "#lib/payments/bank/rules";

/** What the workbench shows, as it travels to the browser: minor units are text. Pure. */
export type WorkFilter = {
  show: "open" | "explained" | "all";
  way?: "in" | "out";
  q: string;
  from?: string;
  to?: string;
};
export type WorkSuggestion = {
  key: string;
  kind: PartKind;
  label: string;
  on: string | null;
  openMinor: string;
  href: string | null;
  reasons: string[];
  certain: boolean;
  part: MatchPart;
};
export type WorkMatch = {
  actId: string;
  kind: PartKind;
  amountMinor: string;
  label: string;
  reasons: string[];
  href: string;
  person: string | null;
};
export type WorkLine = {
  id: string;
  bookedOn: string;
  amountMinor: string;
  openMinor: string;
  text: string;
  counterparty: string;
  reference: string;
  bankReference: string;
  suggestions: WorkSuggestion[];
  matches: WorkMatch[];
};
export type WorkCandidate = {
  key: string;
  kind: "entry" | "payout" | "processor_payout" | "manual_payment" | "invoice";
  id: string;
  label: string;
  on: string;
  openMinor: string;
  href: string | null;
  entryLine?: number;
};
export type Workbench = {
  lines: WorkLine[];
  more: boolean;
  all: number;
  explained: number;
  /** How many of the open lines have one certain explanation, whether they are shown or not. */
  certain: number;
  /** The open lines that were looked at for that, those of them that are not shown, and whether there may be more. */
  looked: { open: number; hidden: number; most: boolean };
  candidates: WorkCandidate[];
  rules: { id: string; contains: string; direction: "in" | "out"; account: string; memo: string }[];
};

type Params = { [key: string]: string | string[] | undefined };

/** The filter that an address carries; what it does not know is left out. */
export function workFilterOf(params: Params): WorkFilter {
  const one = (key: string) => {
    const value = Object.hasOwn(params, key) ? params[key] : undefined;
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const [show, way, from, to] = [one("show"), one("way"), one("from"), one("to")];
  return {
    show: show === "explained" || show === "all" ? show : "open",
    ...(way === "in" || way === "out" ? { way } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    q: one("q").trim().slice(0, 100),
  };
}

/** The part that matches this much of a candidate. */
export function partOf(candidate: WorkCandidate, amountMinor: string): MatchPart {
  return candidate.kind === "entry"
    ? { kind: "entry", transactionId: candidate.id, entryLine: candidate.entryLine ?? 1, amountMinor }
    : { kind: candidate.kind, targetId: candidate.id, amountMinor };
}
