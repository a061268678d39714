import type { MatchPart, PartKind } from "#lib/payments/bank/rules";

/** What a bank line may be, and why we think so. Pure: the screen, the bulk acceptance and the tests ask the same. */
export type OpenLine = {
  id: string;
  bookedOn: string;
  /** What is still open of it; money that came in is positive. */
  openMinor: bigint;
  text: string;
  counterparty: string;
  reference: string;
  bankReference: string;
};

/** Something known that money at the bank could be. `openMinor` is what is left of it, seen from the bank. */
export type Candidate = {
  kind: Exclude<PartKind, "category" | "write_off">;
  id: string;
  label: string;
  on: string;
  openMinor: bigint;
  /** Who is on the other side, as we call them. */
  names: readonly string[];
  /** What the bank may carry in its text: numbers of invoices, ids of payouts. */
  references: readonly string[];
  href: string | null;
  entryLine?: number;
};
export type Rule = { id: string; contains: string; direction: "in" | "out"; account: string; memo: string };
export type Suggestion = {
  key: string;
  label: string;
  kind: PartKind;
  href: string | null;
  on: string | null;
  openMinor: bigint;
  reasons: string[];
  /** Good enough to be accepted together with others, unseen. */
  certain: boolean;
  score: number;
  part: MatchPart;
};

/** How many days money may be on its way. */
const window = 10;

/** The best explanations of one line, best first. */
export function suggestionsFor(
  line: OpenLine,
  candidates: readonly Candidate[],
  rules: readonly Rule[],
  most = 6,
): Suggestion[] {
  const text = squeezed([line.text, line.reference, line.bankReference, line.counterparty].join(" "));
  const same = candidates.filter((one) => sign(one.openMinor) === sign(line.openMinor));
  const equal = same.filter((one) => one.openMinor === line.openMinor && apart(one.on, line.bookedOn) <= window);
  const found = same.flatMap((one) => judged(line, one, text, equal.length));
  const remembered = rules
    .filter((rule) => rule.direction === (line.openMinor > 0n ? "in" : "out") && wordsOf(line).includes(rule.contains))
    .map((rule) => byRule(line, rule));
  return [...found, ...remembered].sort((a, b) => b.score - a.score).slice(0, most);
}

/** What can be accepted unseen: each line's one certain explanation, where no other line wants the same. */
export function certainOf(lines: readonly OpenLine[], candidates: readonly Candidate[], rules: readonly Rule[]) {
  const wanted = lines.flatMap((line) => {
    const certain = suggestionsFor(line, candidates, rules).filter((one) => one.certain);
    const [only] = certain;
    return only && certain.length === 1 ? [{ line, suggestion: only }] : [];
  });
  const times = new Map<string, number>();
  for (const { suggestion } of wanted) times.set(suggestion.key, (times.get(suggestion.key) ?? 0) + 1);
  return wanted.filter(({ suggestion }) => suggestion.kind === "category" || times.get(suggestion.key) === 1);
}

function judged(line: OpenLine, one: Candidate, text: string, equals: number): Suggestion[] {
  const exact = one.openMinor === line.openMinor;
  const reference = one.references.find((ref) => squeezed(ref).length >= 5 && text.includes(squeezed(ref)));
  const days = apart(one.on, line.bookedOn);
  const names = one.names.map((name) => likeness(name, `${line.counterparty} ${line.text}`));
  const name = Math.max(0, ...names);
  if (!reference && !(exact && days <= window * 3) && !(name >= 0.6 && days <= window * 6)) return [];
  const reasons = [
    ...(reference ? [`Reference ${reference} in the text`] : []),
    ...(exact ? [equals === 1 ? "Same amount, nothing else has it" : "Same amount"] : ["Part of the amount"]),
    ...(days === 0 ? ["Same day"] : days <= window ? [`${days} ${days === 1 ? "day" : "days"} apart`] : []),
    ...(name >= 0.6 ? [`Name like ${one.names[names.indexOf(name)]}`] : []),
  ];
  const certain = exact && (reference !== undefined || (equals === 1 && days <= 5 && name >= 0.6));
  const score = (reference ? 60 : 0) + (exact ? 30 : 0) + Math.max(0, window - days) + name * 15 + (certain ? 20 : 0);
  const amountMinor = abs(one.openMinor) < abs(line.openMinor) ? one.openMinor : line.openMinor;
  const { kind, id, label, on, openMinor, href } = one;
  const shown = {
    key: `${kind}:${id}:${one.entryLine ?? ""}`,
    label,
    kind,
    href,
    on,
    openMinor,
    reasons,
    certain,
    score,
  };
  const part: MatchPart =
    kind === "entry"
      ? { kind, transactionId: id, entryLine: one.entryLine ?? 1, amountMinor, reasons }
      : { kind, targetId: id, amountMinor, reasons };
  return [{ ...shown, part }];
}

function byRule(line: OpenLine, rule: Rule): Suggestion {
  const reasons = [`Lines with “${rule.contains}” are this`];
  const { account, memo } = rule;
  const part: MatchPart = { kind: "category", account, memo, amountMinor: line.openMinor, reasons };
  const shown = { key: `rule:${rule.id}`, label: account, kind: "category" as const, href: null, on: null };
  return { ...shown, openMinor: line.openMinor, reasons, certain: true, score: 70 + rule.contains.length / 10, part };
}

/** Letters and digits alone: banks break references, and add spaces. */
const squeezed = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
const wordsOf = (line: OpenLine) => `${line.counterparty} ${line.text} ${line.reference}`.toLowerCase();
const sign = (amount: bigint) => (amount < 0n ? -1 : 1);
const abs = (amount: bigint) => (amount < 0n ? -amount : amount);
const apart = (a: string, b: string) => Math.abs(Math.round((Date.parse(a) - Date.parse(b)) / 86_400_000));

/** How much of a name's pairs of letters another text has, 0 to 1: order and small slips do not matter. */
export function likeness(name: string, text: string): number {
  const pairs = pairsOf(name);
  if (pairs.length < 3) return 0;
  const there = new Set(pairsOf(text));
  return pairs.filter((pair) => there.has(pair)).length / pairs.length;
}

const pairsOf = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => word.replace(/\p{M}/gu, ""))
    .filter((word) => word.length > 1)
    .flatMap((word) => Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)));
