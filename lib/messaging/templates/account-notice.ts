import type { z } from "zod";
import type { AccountNotice, Message } from "#lib/messaging/rules";
import { html } from "#lib/messaging/templates/html";
import { letter } from "#lib/messaging/templates/letter";
import { roleName } from "#lib/permissions";

type Notice = z.output<typeof AccountNotice>;

/** What was decided about somebody's account: what it means for them, why, and what they can do. */
export function accountNotice(notice: Notice): Message {
  const { organization, reason } = notice;
  const { subject, said } = words(notice);
  const text = [...said, ...(reason ? [`Reason: ${reason}`] : [])];
  return letter({
    from: organization,
    subject,
    preview: said[0] ?? subject,
    body: html`${text.map((one) => html`<p style="margin:0 0 16px">${one}</p>`)}`,
    text,
    action: { label: `Open ${organization.name}`, link: notice.link },
  });
}

function words({ organization: { name: house }, name, what, role, place }: Notice): {
  subject: string;
  said: string[];
} {
  const as = role ? ` as ${roleName(role)}${place ? ` at ${place}` : ""}` : "";
  switch (what) {
    case "approved":
      return { subject: `Welcome to ${house}`, said: [`Hello ${name}, you are in${as}. Sign in and begin.`] };
    case "rejected":
      return {
        subject: `${house} did not approve your account`,
        said: [`Hello ${name}, ${house} looked at your account and did not approve it.`],
      };
    case "suspended":
      return {
        subject: `${house} suspended your account`,
        said: [`Hello ${name}, you cannot work in ${house} for now. Nothing of yours was deleted.`],
      };
    case "reinstated":
      return { subject: `You are back in ${house}`, said: [`Hello ${name}, you can work in ${house} again.`] };
    case "removed":
      return {
        subject: `You are no longer a member of ${house}`,
        said: [`Hello ${name}, your roles in ${house} have ended. Your account stays yours.`],
      };
    case "deactivated":
      return {
        subject: `${house} closed your account`,
        said: [`Hello ${name}, your roles in ${house} have ended, and your account is closed.`],
      };
  }
}
