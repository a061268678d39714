import "server-only";
import { sendEmail, Undeliverable } from "#lib/messaging/email";
import type { Message, SendEmail } from "#lib/messaging/rules";
import { accountNotice } from "#lib/messaging/templates/account-notice";
import { invitation } from "#lib/messaging/templates/invitation";
import { orderConfirmation } from "#lib/messaging/templates/order-confirmation";
import { paymentFailed } from "#lib/messaging/templates/payment-failed";
import { refundNotice } from "#lib/messaging/templates/refund-notice";
import { GiveUp, type Job } from "#lib/system/worker/job";

/** Topic `messaging.send_email`: write the e-mail and hand it over. The row's id is the e-mail's, at every attempt. */
export async function sendEmailJob({ payload, row }: Job<SendEmail>): Promise<void> {
  try {
    await sendEmail({ ...(await write(payload)), to: payload.to, id: row.id });
  } catch (error) {
    if (error instanceof Undeliverable) throw new GiveUp(error.message, { cause: error });
    throw error;
  }
}

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
    case "invitation":
      return invitation(email.data);
  }
}
