import type { z } from "zod";
import type { Message, RequestNotice } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { formatMoney } from "#lib/money";
import { actWords } from "#lib/organizations/rules/approvals";

type Notice = z.output<typeof RequestNotice>;

/** To those who may decide: somebody asked. To whoever asked: what was decided. */
export function requestNotice(notice: Notice): Message {
  const { organization, what, reason, link } = notice;
  const { subject, said } = words(notice);
  const why = what === "requested" ? "Reason" : "Note";
  const text = [
    ...said,
    ...(reason ? [`${why}: ${reason}`] : []),
    "You choose which letters of this kind you get on your account page.",
  ];
  return letter({
    from: organization,
    subject,
    preview: said[0] ?? subject,
    body: html`${text.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text,
    action: { label: what === "requested" ? "Look and decide" : "Look at it", link },
  });
}

function words({ organization: { name: house }, name, what, act, asker, decider, amountMinor, currency }: Notice) {
  const who = asker ?? "Somebody";
  const amount = amountMinor && currency ? ` of ${formatMoney(amountMinor, currency)}` : "";
  if (act === "join")
    return {
      subject: `${who} asks to join ${house}`,
      said: [`Hello ${name}, ${who} has an account and asks to join ${house}. They wait until somebody decides.`],
    };
  const deed = `${actWords(act)}${amount}`;
  const inside = deed.charAt(0).toLowerCase() + deed.slice(1);
  switch (what) {
    case "requested":
      return {
        subject: `${deed} at ${house} waits for a second person`,
        said: [`Hello ${name}, ${who} asked for this: ${inside}. It happens once somebody else approves, such as you.`],
      };
    case "approved":
      return {
        subject: `${deed} at ${house} was approved`,
        said: [`Hello ${name}, ${decider ?? "somebody"} approved what you asked for: ${inside}. It is done.`],
      };
    case "rejected":
      return {
        subject: `${deed} at ${house} was rejected`,
        said: [`Hello ${name}, ${decider ?? "somebody"} rejected what you asked for: ${inside}. Nothing was changed.`],
      };
    case "expired":
      return {
        subject: `${deed} at ${house} was not decided`,
        said: [`Hello ${name}, nobody decided in time about what you asked for: ${inside}. You can ask again.`],
      };
  }
}
