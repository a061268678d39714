import "server-only";
import type { TenantTx } from "#db/tenant";
import { problem } from "#lib/errors";
import { currencyOptions } from "#lib/organizations/form";
import { countedAccounts } from "#lib/payments/planning/queries";
import { type Preview, previewOf, reserves, runsOf, splits } from "#lib/payments/splits/queries";

export async function splitsScreen(tx: TenantTx) {
  const accounts = (await countedAccounts(tx)).filter(({ kind }) => kind === "income");
  const codes = [...new Map(accounts.map(({ code, name }) => [code, { value: code, label: name }])).values()];
  return {
    splits: await splits(tx),
    reserves: await reserves(tx),
    accounts: codes,
    currencies: await currencyOptions(tx),
  };
}

export type Tried = { preview?: Preview; refused?: string };

/** What trying a split on something would do, or why it cannot be: what a person asked by address is theirs to mend. */
export async function triedOn(tx: TenantTx, asked: Record<string, string | undefined>): Promise<Tried> {
  try {
    return { preview: await tx.transaction((inner) => previewOf(inner as TenantTx, asked)) };
  } catch (error) {
    const { code, message, fields } = problem(error);
    if (code === "failed") throw error;
    return { refused: Object.values(fields ?? {}).flat()[0] ?? message };
  }
}

export const splitScreen = async (tx: TenantTx, { splitId }: { splitId: string }) => ({
  ...(await splitsScreen(tx)),
  runs: await runsOf(tx, { splitId }),
});
