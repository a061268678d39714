import type { z } from "zod";
import type { InvoiceLetter, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";
import { formatDay } from "#lib/time";

/** "Here is your invoice": how much, until when, and where to see and pay it; or a reminder of it, friendlier the earlier it is. */
export function invoiceLetter({ organization, party, document, reminder }: z.output<typeof InvoiceLetter>): Message {
  const { kind, number, currency, openMinor, totalMinor } = document;
  const total = formatMoney(totalMinor, currency);
  const open = formatMoney(openMinor, currency);
  const due = document.dueOn ? dayWords(document.dueOn) : null;
  const greeting = `Hello ${party},`;
  const subjects = {
    before_due: `Invoice ${number} is due on ${due}`,
    on_due: `Invoice ${number} is due today`,
    after_7: `Reminder: invoice ${number} was due on ${due}`,
    after_14: `Second reminder: invoice ${number} was due on ${due}`,
    after_30: `Last reminder: invoice ${number} was due on ${due}`,
  } as const;
  const told = {
    before_due: [`${open} of our invoice ${number} will be due on ${due}.`],
    on_due: [`${open} of our invoice ${number} is due today.`],
    after_7: [`${open} of our invoice ${number} was due on ${due}, and we have not seen it yet.`],
    after_14: [`${open} of our invoice ${number} is still open. It was due on ${due}. Please pay it this week.`],
    after_30: [
      `${open} of our invoice ${number} has been open for a month since ${due}.`,
      "If something is wrong with it, answer this e-mail, and we will look at it together.",
    ],
  } as const;
  const said =
    kind === "credit_note"
      ? [greeting, `here is credit note ${number} of ${dayWords(document.issuedOn)} over ${total}.`]
      : reminder
        ? [greeting, ...told[reminder], "If you have paid meanwhile, thank you: there is nothing to do."]
        : [
            greeting,
            `here is our invoice ${number} of ${dayWords(document.issuedOn)} over ${total}${due ? `, due on ${due}` : ""}.`,
            "You can see it, keep it as a PDF and pay it by card on its page.",
          ];
  return letter({
    from: organization,
    subject:
      kind === "credit_note"
        ? `Credit note ${number} from ${organization.name}`
        : reminder
          ? subjects[reminder]
          : `Invoice ${number} from ${organization.name}`,
    preview: `${reminder ? open : total}${due ? `, due on ${due}` : ""}`,
    body: html`${said.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text: said,
    action: { label: kind === "credit_note" ? "See the credit note" : "See and pay the invoice", link: document.link },
  });
}

/** A calendar day has no clock: noon in UTC is that day. */
const dayWords = (day: string) => formatDay(new Date(`${day}T12:00:00Z`), "UTC");
