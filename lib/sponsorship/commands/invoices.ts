import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/command";
import { day, optional } from "#lib/identity/rules/fields";
import { answerOf, json } from "#lib/payments/receivables/letters";
import { invoiceSecret } from "#lib/payments/receivables/link";
import { About } from "#lib/sponsorship/rules";

const order = ({ id }: { id: string }) => ({ subject: "sponsorship.sponsorship_orders", subjectId: id });
const Issued = z.object({ id: z.uuid(), number: z.string() });

/** The invoice of an order: one untaxed line, a deposit in the books until it is paid. Then the money is held. */
export const issueOrderInvoice = command({
  name: "sponsorship.issue_invoice",
  needs: "payments:invoice",
  input: About.extend({ partyId: optional(z.uuid("Choose whom it is for.")), dueOn: optional(day) }),
  async run({ tx, input: { id, ...rest } }) {
    const invoiceId = randomUUID();
    const p = { ...rest, id: invoiceId, secret: invoiceSecret(invoiceId) };
    const issued = Issued.parse(await answerOf(tx, sql`sponsorship.issue_invoice(${id}::uuid, ${json(p)}::jsonb)`));
    return { id, invoiceId, number: issued.number };
  },
  trace: order,
});
