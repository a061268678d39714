import { LongTextField, MoneyField, SelectField, TextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PayButton } from "#components/sponsorship/pay-button";
import { formatMoney, majorUnits } from "#lib/money";
import {
  askRefund,
  askRelease,
  cancelOrder,
  fundFromPayment,
  issueOrderInvoice,
  lockFunds,
  openDispute,
} from "#lib/sponsorship/actions";
import type { OrderFacts } from "#lib/sponsorship/queries/order";

export type OrderRights = { write: boolean; release: boolean; verify: boolean; invoice: boolean; take: boolean };
type Props = { order: OrderFacts; may: OrderRights; payments: readonly { value: string; label: string }[] };

/** What this person may do with the order now; the database looks again. */
export function OrderActs({ order, may, payments }: Props) {
  const { id, currency, state, side, heldMinor, frozenMinor } = order;
  const free = heldMinor - frozenMinor;
  const organizer = side === "organizer";
  const live = state === "locked" || state === "disputed";
  return (
    <>
      {state === "pending" && may.take && (organizer ? may.write : true) ? (
        <FormButton
          label="Cancel order"
          title="Cancel this order?"
          text="Nothing was paid. It cannot be taken up again."
          verb="Cancel order"
          pendingVerb="One moment…"
          tone="destructive"
          action={cancelOrder}
          hidden={{ id }}
          done="Cancelled."
        >
          <LongTextField name="reason" label="Reason" required rows={2} maxLength={500} />
        </FormButton>
      ) : null}
      {state === "pending" && organizer && may.invoice && !order.invoice ? (
        <FormButton
          label="Send an invoice"
          title={`Invoice ${formatMoney(order.totalMinor, currency)}?`}
          text={`Written to ${order.sponsorName}. When it is paid, the money is held; it is no income before it is released.`}
          verb="Issue invoice"
          pendingVerb="Issuing…"
          action={issueOrderInvoice}
          hidden={{ id }}
          done="The invoice is issued, and the sponsor is told."
        >
          <TextField name="dueOn" label="Due on" type="date" hint="Empty: after the sponsor's usual days." />
        </FormButton>
      ) : null}
      {state === "pending" && organizer && may.verify && payments.length > 0 && !order.invoice ? (
        <FormButton
          label="Paid by transfer"
          variant="default"
          title="Which payment was it?"
          text={`Verified payments of which ${formatMoney(order.totalMinor, currency)} or more are left.`}
          verb="Hold this money"
          pendingVerb="One moment…"
          action={fundFromPayment}
          hidden={{ id }}
          done="The money is held."
        >
          <SelectField name="paymentId" label="Payment" required options={payments} />
        </FormButton>
      ) : null}
      {state === "pending" && !organizer && order.invoice ? (
        <LinkButton href={order.invoice.link}>Pay the invoice</LinkButton>
      ) : null}
      {state === "pending" && !organizer && may.take && !order.invoice ? (
        <PayButton orderId={id} words={`Pay ${formatMoney(order.totalMinor, currency)} by card`} />
      ) : null}
      {live && may.take && free > 0n && (organizer ? may.write : true) ? (
        <FormButton
          label="Dispute"
          title="Dispute a part of the held money?"
          text="Only that part is frozen, until you agree or finance splits it."
          verb="Dispute"
          pendingVerb="One moment…"
          tone="destructive"
          action={openDispute}
          hidden={{ id, currency }}
          done="It is frozen, and the other side is told."
        >
          <MoneyField
            name="amount"
            label="Amount"
            currency={currency}
            required
            hint={`At most ${formatMoney(free, currency)}.`}
          />
          <SelectField
            name="milestoneId"
            label="Milestone"
            options={[{ value: "", label: "The order as a whole" }, ...choices(order)]}
          />
          <LongTextField name="reason" label="What is wrong" required rows={3} maxLength={500} />
        </FormButton>
      ) : null}
      {organizer && may.release && (order.heldMinor > 0n || order.releasedMinor > order.returnedMinor) ? (
        <Refund order={order} />
      ) : null}
      {state === "funded" && organizer && may.write ? (
        <FormButton
          label="Lock"
          variant="default"
          title="Lock the money and begin?"
          text="From then on it leaves for what was delivered, or goes back on two people's word."
          verb="Lock"
          pendingVerb="Locking…"
          action={lockFunds}
          hidden={{ id }}
          done="Locked. The days of the deliverables count."
        />
      ) : null}
      {live && organizer && may.release ? <Release order={order} /> : null}
    </>
  );
}

const choices = (order: OrderFacts) =>
  order.milestones
    .filter((one) => one.settledMinor < one.amountMinor)
    .map((one) => ({ value: one.id, label: one.title }));

function Refund({ order }: { order: OrderFacts }) {
  const { currency, heldMinor, frozenMinor, releasedMinor, returnedMinor } = order;
  const held = heldMinor - frozenMinor;
  const released = releasedMinor - returnedMinor;
  const from = [
    ...(held > 0n ? [{ value: "held", label: `${order.heldName} (${formatMoney(held, currency)})` }] : []),
    ...(released > 0n ? [{ value: "released", label: `What was released (${formatMoney(released, currency)})` }] : []),
  ];
  if (from.length === 0) return null;
  return (
    <FormButton
      label="Refund"
      title="Give money back to the sponsor?"
      text="A second person approves it."
      verb="Ask for approval"
      pendingVerb="Asking…"
      action={askRefund}
      hidden={{ orderId: order.id, currency }}
      keyed
      done="Asked."
    >
      <SelectField name="from" label="Out of" required options={from} />
      <MoneyField name="amount" label="Amount" currency={currency} required />
      <LongTextField name="reason" label="Reason" required rows={3} maxLength={500} />
    </FormButton>
  );
}

/** Milestones whose deliverables are all approved. */
export function Release({ order, milestoneId }: { order: OrderFacts; milestoneId?: string }) {
  const { currency } = order;
  const due = order.milestones.filter(
    (one) =>
      one.settledMinor < one.amountMinor &&
      (!milestoneId || one.id === milestoneId) &&
      order.deliverables.every((promised) => promised.milestoneId !== one.id || promised.state === "approved") &&
      !order.requests.some((asked) => asked.milestoneId === one.id),
  );
  if (due.length === 0) return null;
  const [first] = due;
  return (
    <FormButton
      label="Release"
      variant="default"
      title="Release what was delivered?"
      text="A second person approves it, and then it is in the wallet."
      verb="Ask for approval"
      pendingVerb="Asking…"
      action={askRelease}
      hidden={{ orderId: order.id, currency }}
      keyed
      done="Asked."
    >
      <SelectField
        name="milestoneId"
        label="Milestone"
        required
        options={due.map((one) => ({
          value: one.id,
          label: `${one.title} (${formatMoney(one.amountMinor - one.settledMinor, currency)})`,
        }))}
      />
      <MoneyField
        name="amount"
        label="Amount"
        currency={currency}
        hint={`All that is open when left empty${due.length === 1 && first ? `: ${majorUnits(first.amountMinor - first.settledMinor, currency)}` : ""}.`}
      />
      <LongTextField
        name="reason"
        label="Reason"
        required
        rows={2}
        maxLength={500}
        defaultValue="Delivered and approved."
      />
    </FormButton>
  );
}
