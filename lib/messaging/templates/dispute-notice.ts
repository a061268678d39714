import type { z } from "zod";
import type { DisputeNotice, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";
import { disputeReason } from "#lib/payments/processor/rules";
import { formatMoment } from "#lib/time";

/** "A buyer's bank takes money back": for finance, with the day by which an answer must be there. */
export function disputeNotice(notice: z.output<typeof DisputeNotice>): Message {
  const { organization, name, order, amountMinor, feeMinor, currency, respondUntil, zone } = notice;
  const amount = formatMoney(amountMinor, currency);
  const said = [
    `Hello ${name}, the bank of ${order.buyerName} disputes ${amount} of ${order.what} ${order.number}.`,
    `What it says: ${disputeReason(notice.reason)}. Until it is decided the processor withholds the money${
      feeMinor > 0n ? `, and a fee of ${formatMoney(feeMinor, currency)}` : ""
    }.`,
    ...(respondUntil
      ? [`Answer by ${formatMoment(respondUntil, zone)} (${zone}). Without an answer the money is lost.`]
      : []),
  ];
  return letter({
    from: organization,
    subject: `Disputed: ${amount} of ${order.what} ${order.number}`,
    preview: respondUntil ? `Answer by ${formatMoment(respondUntil, zone)}` : (said[0] ?? ""),
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text: said,
    action: { label: "Look at the dispute", link: notice.link },
  });
}
