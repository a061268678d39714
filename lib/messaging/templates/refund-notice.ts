import type { z } from "zod";
import type { Message, RefundNotice } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";

/** "You get money back": how much, for what, why, and when to expect it. */
export function refundNotice({ organization, event, order, refund }: z.output<typeof RefundNotice>): Message {
  const amount = formatMoney(refund.amountMinor, refund.currency);
  const said = [
    `Hello ${order.buyerName}, we have refunded ${amount} of your order ${order.number} for ${event.name}.`,
    ...(refund.reason ? [`Reason: ${refund.reason}`] : []),
    "It goes back the way you paid. Banks usually take five to ten working days to show it.",
  ];
  return letter({
    from: organization,
    subject: `Your refund of ${amount} for ${event.name}`,
    preview: `Order ${order.number}`,
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text: said,
    action: { label: "See your order", link: order.link },
  });
}
