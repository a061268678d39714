import type { z } from "zod";
import type { Message, PaymentFailed } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter, lines, whenAndWhere } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";

/** "Your payment did not go through": nothing was charged, and where to try again. */
export function paymentFailed({ organization, event, order, payment }: z.output<typeof PaymentFailed>): Message {
  const amount = formatMoney(payment.amountMinor, payment.currency);
  const said = [
    `Hello ${order.buyerName}, your payment of ${amount} for ${event.name} did not go through. Nothing was charged.`,
    ...(payment.reason ? [`Reason: ${payment.reason}`] : []),
    "You have no tickets yet. You can try again as long as there are some.",
  ];
  const where = whenAndWhere(event);
  return letter({
    from: organization,
    subject: `Your payment for ${event.name} did not go through`,
    preview: `Order ${order.number} · nothing was charged`,
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}<p style="margin:0 0 16px">${lines(where)}</p>`,
    text: [...said, "", event.name, ...where],
    action: { label: "Try again", link: order.link },
  });
}
