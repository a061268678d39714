import "server-only";
import type { TenantTx } from "#db/tenant";
import { lensChoices, lensNames } from "#lib/payments/queries/seen";
import type { Question } from "#lib/payments/reports/balances";
import { knownWords } from "#lib/payments/reports/lens";
import { askedOf } from "#lib/payments/reports/names";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

type Params = { [key: string]: string | string[] | undefined };

/** What every report's page needs: the question of its address, what it can be narrowed to, and what `draw` makes of it. */
export async function reportView<T>(params: Params, draw: (tx: TenantTx, question: Question) => Promise<T>) {
  const actor = await requireActor("payments:read");
  const organization = await openOrganization();
  const { slug, zone } = organization;
  const madeAt = new Date();
  const today = dayIn(madeAt, zone);
  const asked = askedOf(params, today);
  const known = knownWords(asked.lens, zone);
  const { drawn, choices, names } = await read("payments:read", async (tx) => ({
    drawn: await draw(tx, { ...asked, slug, zone }),
    choices: await lensChoices(tx),
    names: await lensNames(tx, asked.lens),
  }));
  const part = [...names, ...(known ? [known] : [])];
  return {
    organization,
    slug,
    zone,
    madeAt,
    today,
    asked,
    choices,
    part,
    drawn,
    mayExport: can(actor, "analytics:export"),
  };
}
