import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";
import { answerOf, json } from "#lib/payments/bank/calls";
import { candidatesOf, openLinesOf } from "#lib/payments/bank/queries/candidates";
import { acceptedAtOnce } from "#lib/payments/bank/queries/workbench";
import * as rules from "#lib/payments/bank/rules";
import { certainOf } from "#lib/payments/bank/suggestions";
import { accountByCode } from "#lib/payments/entry-checks";

const needs = "payments:reconcile";

/** Open a bank account over a ledger account of its own; the IBAN is kept masked only. */
export const openBankAccount = command({
  name: "payments.open_bank_account",
  needs,
  input: rules.BankAccountOpening,
  secret: ["iban"],
  async run({ tx, input: { iban, opening, writeOffLimit, openingOn, ...rest } }) {
    const limit = amountIn(writeOffLimit, rest.currency, "writeOffLimit");
    if (limit < 0n)
      throw new Refusal("invalid", "One field needs another look.", { writeOffLimit: ["Not below zero."] });
    const document = {
      ...rest,
      iban_masked: iban ? rules.maskedIban(iban) : "",
      opening_on: openingOn,
      opening_minor: amountIn(opening, rest.currency, "opening"),
      write_off_limit_minor: limit,
    };
    return { bankAccountId: await answerOf<string>(tx, sql`payments.open_bank_account(${json(document)}::jsonb)`) };
  },
  trace: ({ bankAccountId }) => ({ subject: "payments.bank_accounts", subjectId: bankAccountId }),
});

/** Save how a bank's tables are read; the same name again replaces it. */
export const saveBankMapping = command({
  name: "payments.save_bank_mapping",
  needs,
  input: rules.MappingInput,
  run: async ({ tx, input }) => ({
    mappingId: await answerOf<string>(tx, sql`payments.save_bank_mapping(${json(input)}::jsonb)`),
  }),
  trace: ({ mappingId }) => ({ subject: "payments.bank_mappings", subjectId: mappingId }),
});

/** Announce a file; its parts follow by `lib/payments/bank/uploads.ts`. */
export const startBankFile = command({
  name: "payments.start_bank_file",
  needs,
  input: rules.FileStart,
  async run({ tx, input: { bankAccountId, name, byteSize, mappingId, opening, closing, dates, decimal } }) {
    const currency = await currencyOf(tx, bankAccountId);
    const terms = {
      dates,
      decimal,
      openingMinor: opening ? amountIn(opening, currency, "opening") : undefined,
      closingMinor: closing ? amountIn(closing, currency, "closing") : undefined,
    };
    const document = { bank_account_id: bankAccountId, name, byte_size: byteSize, mapping_id: mappingId, terms };
    return { fileId: await answerOf<string>(tx, sql`payments.start_bank_file(${json(document)}::jsonb)`) };
  },
  trace: ({ fileId }) => ({ subject: "payments.bank_files", subjectId: fileId }),
});

/** All parts were sent: the worker reads it, unless the same file was imported before. */
export const finishBankFile = command({
  name: "payments.finish_bank_file",
  needs,
  input: rules.FileId,
  run: ({ tx, input: { fileId } }) =>
    answerOf<{ state: string; duplicateOf?: string }>(tx, sql`payments.finish_bank_file(${fileId}::uuid)`),
  trace: (_, { fileId }) => ({ subject: "payments.bank_files", subjectId: fileId }),
});

/** Take a statement that adds up: its lines wait to be explained from now on. */
export const takeStatement = command({
  name: "payments.take_statement",
  needs,
  input: rules.StatementId,
  run: ({ tx, input: { statementId } }) =>
    answerOf<{ lines: number; duplicates: number; bankAccountId: string }>(
      tx,
      sql`payments.take_statement(${statementId}::uuid)`,
    ),
  trace: (_, { statementId }) => ({ subject: "payments.bank_statements", subjectId: statementId }),
});

export const discardStatement = command({
  name: "payments.discard_statement",
  needs,
  input: rules.StatementId,
  async run({ tx, input: { statementId } }) {
    await tx.execute(sql`select payments.discard_statement(${statementId}::uuid)`);
    return { statementId };
  },
  trace: (_, { statementId }) => ({ subject: "payments.bank_statements", subjectId: statementId }),
});

/** Explain lines. Answers with the act, or with the request that a second person has to decide. */
export const matchBankLines = command({
  name: "payments.match_bank_lines",
  needs,
  input: rules.MatchInput,
  async run({ tx, input }) {
    const currency = await currencyOf(tx, input.bankAccountId);
    for (const part of input.parts) if (part.kind === "category") await accountByCode(tx, part.account, currency);
    return match(tx, input);
  },
  trace: (_, { lineIds }) => ({ subject: "payments.bank_lines", subjectId: lineIds[0] ?? "" }),
});

export const undoBankMatch = command({
  name: "payments.undo_bank_match",
  needs,
  input: rules.UndoInput,
  run: ({ tx, input: { actId, reason } }) =>
    answerOf<{ undone: number }>(tx, sql`payments.undo_match(${actId}::uuid, ${reason})`),
  trace: (_, { actId }) => ({ subject: "payments.reconciliation_matches", subjectId: actId }),
});

/** Accept each line's one certain explanation. What is not certain any more stays open. */
export const acceptCertain = command({
  name: "payments.accept_certain_matches",
  needs,
  input: rules.BankAccountId,
  async run({ tx, input: { bankAccountId } }) {
    const lines = await openLinesOf(tx, { bankAccountId, limit: acceptedAtOnce });
    const { candidates, rules: remembered } = await candidatesOf(tx, { bankAccountId });
    const certain = certainOf(lines, candidates, remembered);
    for (const { line, suggestion } of certain)
      await match(tx, { bankAccountId, key: crypto.randomUUID(), lineIds: [line.id], parts: [suggestion.part] });
    return { accepted: certain.length, open: lines.length - certain.length };
  },
  trace: (_, { bankAccountId }) => ({ subject: "payments.bank_accounts", subjectId: bankAccountId }),
});

export const rememberBankRule = command({
  name: "payments.remember_bank_rule",
  needs,
  input: rules.RuleInput,
  async run({ tx, input }) {
    await accountByCode(tx, input.account, await currencyOf(tx, input.bankAccountId));
    return { ruleId: await answerOf<string>(tx, sql`payments.remember_bank_rule(${json(input)}::jsonb)`) };
  },
  trace: ({ ruleId }) => ({ subject: "payments.bank_rules", subjectId: ruleId }),
});

export const forgetBankRule = command({
  name: "payments.forget_bank_rule",
  needs,
  input: rules.RuleId,
  async run({ tx, input: { ruleId } }) {
    await tx.execute(sql`select payments.forget_bank_rule(${ruleId}::uuid)`);
    return { ruleId };
  },
  trace: ({ ruleId }) => ({ subject: "payments.bank_rules", subjectId: ruleId }),
});

const match = (tx: TenantTx, input: rules.MatchInput) =>
  answerOf<{ actId?: string; requestId?: string }>(tx, sql`payments.match_bank(${json(input)}::jsonb)`);

async function currencyOf(tx: TenantTx, bankAccountId: string): Promise<string> {
  const { rows } = await tx.execute<{ currency: string }>(
    sql`select b.currency from payments.bank_accounts b where b.id = ${bankAccountId}::uuid`,
  );
  if (!rows[0]) throw new Refusal("missing", "That bank account is not here, or not yours.");
  return rows[0].currency;
}

function amountIn(text: string, currency: string, field: string): bigint {
  const minor = parseMoney(text, currency);
  if (minor === null)
    throw new Refusal("invalid", "One field needs another look.", {
      [field]: [`Enter an amount in ${currency}, such as 1250.00.`],
    });
  return minor;
}
