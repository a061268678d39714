import assert from "node:assert/strict";
import { test } from "node:test";
import { type Message, OrderConfirmation, PaymentFailed, RefundNotice, SendEmail } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { inkOn } from "#lib/messaging/templates/letter";
import { orderConfirmation } from "#lib/messaging/templates/order-confirmation";
import { paymentFailed } from "#lib/messaging/templates/payment-failed";
import { refundNotice } from "#lib/messaging/templates/refund-notice";

process.env.APP_ORIGIN ??= "http://localhost:3000";
const origin = process.env.APP_ORIGIN;
const attack = `<img src=x onerror="alert('1')">&`;

const organization = { name: "Harbour Nights", accent: "#0f766e", supportEmail: "help@harbour.example" };
const event = {
  name: "Midsummer on the Pier",
  startsAt: "2026-06-20T18:00:00+00:00",
  endsAt: "2026-06-20T22:30:00.123456+00:00",
  zone: "Europe/Madrid",
  place: "Pier 4, Moll de Llevant 1, Barcelona",
};
const order = { number: "K7QX2M9P", buyerName: "Ana O'Brien", link: "/orders/abc?t=1" };
const tickets = [
  { code: "3M7K9QX2T5V8W1Y4Z6R0N2P3AB", tier: "Early bird", attendee: "Ana O'Brien" },
  { code: "9QX2T5V8W1Y4Z6R0N2P3AB3M7K", tier: "Early bird", attendee: "Leo Brandt" },
];
const sold = {
  organization,
  event,
  order: { ...order, totalMinor: "123450", currency: "EUR" },
  items: [{ name: "Early bird", quantity: 2, totalMinor: 123450 }],
  tickets,
};

/** Nothing in it but tables and text: no script, no picture from elsewhere, every link to this site. */
function assertSafe(message: Message) {
  assert.doesNotMatch(message.html, /<script|<form|<iframe|javascript:| on[a-z]+=/i);
  for (const [, address] of message.html.matchAll(/(?:href|src)="([^"]*)"/g))
    assert.ok(address?.startsWith(`${origin}/`) || address?.startsWith("cid:"), `leads elsewhere: ${address}`);
  assert.match(message.html, /<meta name="color-scheme" content="light dark">/);
  assert.match(message.html, /prefers-color-scheme: dark/);
  assert.doesNotMatch(message.subject, /[\r\n]/);
}

test("the order confirmation has each ticket as a picture and in words, the total, the link, and the time with its zone", async () => {
  const message = await orderConfirmation(OrderConfirmation.parse(sold));
  assertSafe(message);
  assert.equal(message.subject, "Your tickets for Midsummer on the Pier");
  for (const part of [message.html, message.text]) {
    for (const words of [
      "€1,234.50",
      "K7QX2M9P",
      `${origin}/orders/abc?t=1`,
      "Pier 4",
      ...tickets.map((one) => one.code),
    ])
      assert.ok(part.includes(words), `misses ${words}`);
    assert.match(part, /Sat, Jun 20, 2026, 8:00\sPM \S+ \(Europe\/Madrid\)/u);
  }
  assert.equal(message.attachments?.length, 2);
  for (const picture of message.attachments ?? []) {
    assert.deepEqual([...picture.content.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.ok(message.html.includes(`src="cid:${picture.cid}"`));
  }
  assert.notDeepEqual(message.attachments?.[0]?.content, message.attachments?.[1]?.content);
});

test("amounts have the digits of their currency", () => {
  const say = (amountMinor: string, currency: string) =>
    refundNotice(RefundNotice.parse({ organization, event, order, refund: { amountMinor, currency } })).subject;
  assert.match(say("1500", "JPY"), /¥1,500 /);
  assert.match(say("1500", "KWD"), /KWD\s1\.500 /u);
  assert.match(say("1500", "USD"), /\$15\.00 /);
});

test("the refund notice says how much and why, and the failed payment that nothing was charged", () => {
  const refund = { amountMinor: "2500", currency: "EUR", reason: "The second act was cancelled." };
  const sent = refundNotice(RefundNotice.parse({ organization, event, order, refund }));
  assertSafe(sent);
  assert.match(sent.text, /refunded €25\.00 of your order K7QX2M9P/);
  assert.match(sent.html, /The second act was cancelled\./);

  const payment = { amountMinor: "2500", currency: "EUR", reason: "The card was declined." };
  const failed = paymentFailed(PaymentFailed.parse({ organization, event, order, payment }));
  assertSafe(failed);
  assert.match(failed.text, /Nothing was charged/);
  assert.match(failed.html, /The card was declined\./);
  assert.ok(failed.text.includes(`Try again: ${origin}/orders/abc?t=1`));
});

test("an e-mail without a link has no button, and one with a link has it", () => {
  const refund = { amountMinor: "2500", currency: "EUR" };
  const letter = (link: string | null) =>
    refundNotice(RefundNotice.parse({ organization, event, order: { ...order, link }, refund }));
  assert.match(letter("/orders/abc").html, /<a href=/);
  assert.doesNotMatch(letter(null).html, /<a href=/);
  assert.doesNotMatch(letter(null).text, /See your order/);
});

test("whatever people typed arrives as text", async () => {
  const hostile = {
    ...sold,
    organization: { ...organization, name: attack, supportEmail: attack },
    event: { ...event, name: `${attack}\r\nBcc: all@example.test`, place: attack },
    order: { ...sold.order, buyerName: attack, number: attack },
    items: [{ name: attack, quantity: 1, totalMinor: 5 }],
    tickets: [{ code: attack, tier: attack, attendee: attack }],
  };
  const message = await orderConfirmation(OrderConfirmation.parse(hostile));
  assert.doesNotMatch(message.html, /<img src=x/);
  assert.match(message.html, /&#60;img src=x onerror=&#34;alert\(&#39;1&#39;\)&#34;&#62;&#38;/);
  assert.doesNotMatch(message.subject, /[\r\n]/);
  assert.equal(html`<p title="${attack}">${html`<b>${1}</b>`}${null}</p>`.html.match(/<[a-z]/g)?.length, 2);
});

test("a link that leads elsewhere, a made-up currency or zone, and an address that is none are refused", () => {
  const letter = (change: object) =>
    SendEmail.safeParse({ template: "order_confirmation", to: "a@b.example", data: { ...sold, ...change } });
  assert.ok(letter({}).success);
  for (const link of ["https://evil.example", "//evil.example", "/\\evil.example", "orders/1", "javascript:alert(1)"])
    assert.ok(!letter({ order: { ...sold.order, link } }).success, link);
  assert.ok(!letter({ order: { ...sold.order, currency: "ZZZ" } }).success);
  assert.ok(!letter({ event: { ...event, zone: "Atlantis/Centre" } }).success);
  assert.ok(!letter({ event: { ...event, startsAt: "2026-06-20T18:00:00" } }).success, "a moment without an offset");
  for (const to of ["nobody", "a@b c", "a@b@c"])
    assert.ok(!SendEmail.safeParse({ template: "order_confirmation", to, data: sold }).success, to);
});

test("the words on a button stand out from any accent colour", () => {
  const part = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  for (let i = 0; i < 4096; i++) {
    const colour = `#${i.toString(16).padStart(3, "0").replace(/./g, "$&$&")}`;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      part(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
    );
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const contrast = inkOn(colour) === "#ffffff" ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
    assert.ok(contrast >= 4.5, `${inkOn(colour)} on ${colour} is ${contrast}`);
  }
});
