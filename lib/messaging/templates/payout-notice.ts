import type { z } from "zod";
import type { Message, PayoutNotice } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";
import { formatMoment } from "#lib/time";

type Notice = z.output<typeof PayoutNotice>;

/** What happened to a payout, or to an account that payouts go to: told to who asked, who approved, or who is to approve. */
export function payoutNotice(notice: Notice): Message {
  const { organization, name, about } = notice;
  const [subject, sentence] = words(notice);
  const text = [
    `Hello ${name}, ${sentence}`,
    `Account: ${about.account}.`,
    ...(about.reason ? [`Reason: ${about.reason}`] : []),
    ...(notice.what === "account_proposed"
      ? ["If nobody of yours should have changed this, reject it, and change the password of whoever proposed it."]
      : []),
  ];
  return letter({
    from: organization,
    subject,
    preview: `${organization.name}: ${about.title}`,
    body: html`${text.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text,
    action: { label: notice.what.startsWith("account") ? "See the accounts" : "See the payout", link: about.link },
  });
}

function words({ what, about, by }: Notice): [subject: string, sentence: string] {
  const amount =
    about.amountMinor !== undefined && about.currency ? formatMoney(about.amountMinor, about.currency) : "";
  const who = by ?? "the schedule";
  const { title } = about;
  switch (what) {
    case "approval_wanted":
      return [
        `A payout of ${amount} waits for you`,
        `${who} asked for ${title} of ${amount}, and somebody else has to approve it.`,
      ];
    case "approved":
      return [
        `Your payout of ${amount} was approved`,
        `${who} approved ${title} of ${amount}. It goes to the bank next.`,
      ];
    case "paid":
      return [`Your payout of ${amount} was paid`, `${title} of ${amount} was paid by the bank.`];
    case "failed":
      return [
        `Your payout of ${amount} failed`,
        `the bank did not make ${title} of ${amount}. The money is back in your wallet.`,
      ];
    case "returned":
      return [
        `Your payout of ${amount} came back`,
        `${title} of ${amount} was sent back by the receiving bank. The money is in your wallet again.`,
      ];
    case "cancelled":
      return [`The payout of ${amount} was cancelled`, `${title} of ${amount} was cancelled. Nothing was sent.`];
    case "account_proposed":
      return [
        "A new payout account waits for you",
        `${who} proposed a new account for your payouts, and somebody else has to approve it.`,
      ];
    case "account_approved":
      return ["Your payout account was approved", `${who} approved ${title}. Next comes a test transfer with a code.`];
    case "account_rejected":
      return ["Your payout account was rejected", `${who} rejected ${title}. Nothing will be paid to it.`];
    case "account_removed":
      return ["A payout account was removed", `${who} removed ${title}. Nothing will be paid to it any more.`];
    case "account_sent":
      return [
        "A test transfer is on its way",
        `a test transfer to ${title} is on its way. Its text has a code of six digits; enter it with the account.`,
      ];
    case "account_confirmed":
      return ["Your payout account is verified", `${title} is verified.${usable(about)}`];
    case "account_blocked":
      return [
        "A payout account was blocked",
        `${title} was blocked after five wrong codes. Propose it again if it is yours.`,
      ];
  }
}

const usable = ({ usableAt, zone }: Notice["about"]) =>
  usableAt && zone ? ` The first payout to it can be asked for from ${formatMoment(usableAt, zone)} on (${zone}).` : "";
