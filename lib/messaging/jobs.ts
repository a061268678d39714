import "server-only";
import { sql } from "drizzle-orm";
import { asQueue } from "#db/tenant";
import { sendEmail, Undeliverable } from "#lib/messaging/email";
import type { Attachment, Message, SendEmail } from "#lib/messaging/rules";
import { accountNotice } from "#lib/messaging/templates/account-notice";
import { alertNotice } from "#lib/messaging/templates/alert-notice";
import { disputeNotice } from "#lib/messaging/templates/dispute-notice";
import { eventUpdate } from "#lib/messaging/templates/event-update";
import { guestInvitation } from "#lib/messaging/templates/guest-invitation";
import { invitation } from "#lib/messaging/templates/invitation";
import { invoiceLetter } from "#lib/messaging/templates/invoice";
import { logoCid } from "#lib/messaging/templates/letter";
import { mentionNotice } from "#lib/messaging/templates/mention-notice";
import { orderConfirmation } from "#lib/messaging/templates/order-confirmation";
import { paymentFailed } from "#lib/messaging/templates/payment-failed";
import { payoutNotice } from "#lib/messaging/templates/payout-notice";
import { refundNotice } from "#lib/messaging/templates/refund-notice";
import { requestNotice } from "#lib/messaging/templates/request-notice";
import { reviewRequest } from "#lib/messaging/templates/review-request";
import { sponsorshipNotice } from "#lib/messaging/templates/sponsorship-notice";
import { waitlistLetter } from "#lib/messaging/templates/waitlist-letter";
import { GiveUp, type Job } from "#lib/system/worker/job";

/** Topic `messaging.send_email`: write the e-mail and hand it over. The row's id is the e-mail's, at every attempt. */
export async function sendEmailJob({ payload, row }: Job<SendEmail>): Promise<void> {
  try {
    const logo = await logoOf(payload);
    const message = await write(logo ? payload : withoutLogo(payload));
    const attachments = [...(message.attachments ?? []), ...(logo ? [logo] : [])];
    await sendEmail({ ...message, attachments, to: payload.to, id: row.id });
  } catch (error) {
    if (error instanceof Undeliverable) throw new GiveUp(error.message, { cause: error });
    throw error;
  }
}

/** The sender's logo as a part of the e-mail, because many programs fetch nothing from elsewhere. Null when it is gone. */
async function logoOf({ data: { organization } }: SendEmail): Promise<Attachment | null> {
  const id = organization.logo?.match(/^\/media\/([0-9a-f-]{36})$/)?.[1];
  if (!id) return null;
  const { rows } = await asQueue((tx) =>
    tx.execute<{ content_type: string; content: Buffer }>(sql`select * from system.media_asset(${id}::uuid)`),
  );
  const [found] = rows;
  return found ? { filename: "logo.png", contentType: found.content_type, cid: logoCid, content: found.content } : null;
}

const withoutLogo = <E extends SendEmail>(email: E): E => ({
  ...email,
  data: { ...email.data, organization: { ...email.data.organization, logo: null } },
});

function write(email: SendEmail): Promise<Message> | Message {
  switch (email.template) {
    case "order_confirmation":
      return orderConfirmation(email.data);
    case "refund_notice":
      return refundNotice(email.data);
    case "payment_failed":
      return paymentFailed(email.data);
    case "account_notice":
      return accountNotice(email.data);
    case "event_update":
      return eventUpdate(email.data);
    case "dispute_notice":
      return disputeNotice(email.data);
    case "invitation":
      return invitation(email.data);
    case "request_notice":
      return requestNotice(email.data);
    case "payout_notice":
      return payoutNotice(email.data);
    case "waitlist_letter":
      return waitlistLetter(email.data);
    case "guest_invitation":
      return guestInvitation(email.data);
    case "alert_notice":
      return alertNotice(email.data);
    case "sponsorship_notice":
      return sponsorshipNotice(email.data);
    case "mention_notice":
      return mentionNotice(email.data);
    case "invoice":
      return invoiceLetter(email.data);
    case "review_request":
      return reviewRequest(email.data);
  }
}
