import qrcode from "qrcode";
import type { z } from "zod";
import type { Attachment, Message, OrderConfirmation } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter, lines, whenAndWhere } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";

/** "Your tickets": each with its QR code as a picture and its code in words, for programs that show no pictures. */
export async function orderConfirmation(data: z.output<typeof OrderConfirmation>): Promise<Message> {
  const { organization, event, order, items, tickets } = data;
  const amount = (minor: bigint) => formatMoney(minor, order.currency);
  const attachments = await Promise.all(tickets.map(picture));
  const plural = tickets.length === 1 ? "ticket" : "tickets";
  const greeting = `Thank you, ${order.buyerName}. Here ${tickets.length === 1 ? "is" : "are"} your ${plural}; show ${tickets.length === 1 ? "it" : "one for each person"} at the door.`;
  const where = whenAndWhere(event);

  const cell = "padding:8px 0;border-bottom:1px solid #d4d4d8;font-size:16px;line-height:24px;color:#18181b";
  const body = html`<p style="margin:0 0 16px">${greeting}</p>
<p style="margin:0 0 16px">${lines(where)}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${items.map(
    (item) => html`
<tr><td class="ink rule" style="${cell}">${item.quantity} × ${item.name}</td><td class="ink rule" align="right" style="${cell}">${amount(item.totalMinor)}</td></tr>`,
  )}
<tr><td class="ink rule" style="${cell};font-weight:600">Total, order ${order.number}</td><td class="ink rule" align="right" style="${cell};font-weight:600">${amount(order.totalMinor)}</td></tr></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${tickets.map(
    (ticket, i) => html`
<tr><td align="center" style="padding:24px 0 0"><img src="cid:${cidOf(i)}" width="240" height="240" alt="QR code of ticket ${ticket.code}" style="display:block;background-color:#ffffff">
<div class="ink" style="padding-top:8px;color:#18181b;font-size:16px;line-height:24px;font-weight:600">${ticket.attendee} · ${ticket.tier}</div>
<div class="ink" style="color:#18181b;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:14px;line-height:20px;word-break:break-all">${ticket.code}</div></td></tr>`,
  )}</table>`;

  const text = [
    greeting,
    "",
    event.name,
    ...where,
    "",
    ...items.map((item) => `${item.quantity} × ${item.name}: ${amount(item.totalMinor)}`),
    `Total, order ${order.number}: ${amount(order.totalMinor)}`,
    "",
    ...tickets.map((ticket) => `${ticket.attendee}, ${ticket.tier}: ${ticket.code}`),
  ];
  const message = letter({
    from: organization,
    subject: `Your ${plural} for ${event.name}`,
    preview: `${where[0]} · order ${order.number}`,
    body,
    text,
    action: { label: "See your order", link: order.link },
  });
  return { ...message, attachments };
}

const cidOf = (index: number) => `ticket-${index + 1}@greenroom`;

/** With its quiet zone in the picture, so that it scans on a dark page as well. */
async function picture({ code }: { code: string }, index: number): Promise<Attachment> {
  const content = await qrcode.toBuffer(code, { type: "png", errorCorrectionLevel: "M", margin: 4, width: 480 });
  return { filename: `ticket-${index + 1}.png`, contentType: "image/png", cid: cidOf(index), content };
}
