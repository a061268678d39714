import type { Route } from "next";
import Link from "next/link";
import { MoneyField, SelectField, SwitchField, TextField } from "#components/data/fields";
import { ActButton } from "#components/payments/receivables/act-button";
import { ActDialog } from "#components/payments/receivables/act-dialog";
import { Button } from "#components/ui/button";
import {
  creditInvoice,
  discardDraft,
  issueInvoice,
  mailInvoice,
  repeatInvoice,
  writeOffInvoice,
} from "#lib/payments/actions/receivables";
import type { OpenedInvoice } from "#lib/payments/receivables/screens";

type Props = Pick<OpenedInvoice, "invoice"> & {
  slug: string;
  today: string;
  may: { write: boolean; writeOff: boolean };
};

/** What can be done with a document in its state, the likeliest last. */
export function InvoiceActs({ invoice, slug, today, may }: Props) {
  const { id, kind, state, currency } = invoice;
  if (!may.write) return null;
  if (state === "draft")
    return (
      <>
        <ActButton variant="ghost" act={discardDraft} id={id} done="Discarded.">
          Discard
        </ActButton>
        <Button variant="outline" asChild>
          <Link href={`/${slug}/payments/invoices/${id}/edit` as Route}>Edit</Link>
        </Button>
        <ActDialog
          label="Issue"
          variant="default"
          title={kind === "bill" ? "Book this bill?" : "Issue this invoice?"}
          text="It gets the next number and goes into the books. From then on it is not edited: a credit note takes it back."
          verb="Issue"
          done="Issued."
          act={issueInvoice}
          hidden={{ id }}
        >
          <TextField name="issuedOn" label="Day of issue" type="date" required max={today} defaultValue={today} />
          {kind === "invoice" ? (
            <SwitchField
              name="send"
              label="Send it by e-mail"
              hint={invoice.party.email ?? "They have no e-mail address yet."}
              defaultChecked={invoice.party.email !== null}
            />
          ) : null}
        </ActDialog>
      </>
    );
  const open = state === "issued" || state === "partly_paid";
  if (kind === "credit_note") return <Mail id={id} />;
  return (
    <>
      {kind === "invoice" ? (
        <ActDialog
          label="Repeat"
          variant="ghost"
          title="Repeat this invoice?"
          text="A copy is issued and sent on each day that the contract makes it due."
          verb="Repeat it"
          done="It will be repeated. See what a contract repeats below the list of parties."
          act={repeatInvoice}
          hidden={{ invoiceId: id }}
        >
          <TextField name="contract" label="Contract" required maxLength={200} hint="Number or name of what says so." />
          <SelectField
            name="every"
            label="Every"
            required
            defaultValue="month"
            options={["week", "month", "quarter", "year"].map((value) => ({ value, label: value }))}
          />
          <TextField name="startsOn" label="First on" type="date" required min={today} defaultValue={today} />
          <TextField name="endsOn" label="Last on" type="date" min={today} hint="Empty: until it is ended." />
        </ActDialog>
      ) : null}
      {may.writeOff && open && kind === "invoice" ? (
        <ActDialog
          label="Write off"
          variant="ghost"
          title="Write off what is open?"
          text="It becomes a loss. Above your organization's limit somebody else decides."
          verb="Write off"
          done="Written off."
          act={writeOffInvoice}
          hidden={{ id }}
          keyed="key"
          reason="Why will it not be paid?"
        />
      ) : null}
      {open || state === "paid" ? (
        <ActDialog
          label="Credit note"
          title="Take it back?"
          text="Without amounts, all of it. What was paid already becomes the customer's credit."
          verb="Take back"
          done="The credit note is issued."
          act={creditInvoice}
          hidden={{ invoiceId: id, currency, ...lineIds(invoice) }}
          keyed="id"
          reason="Why?"
        >
          {invoice.lines.map((line, place) => (
            <MoneyField
              key={line.id}
              name={`lines.${place}.amount`}
              label={`Of “${line.description.slice(0, 60)}”, with tax`}
              currency={currency}
            />
          ))}
        </ActDialog>
      ) : null}
      {kind === "invoice" ? <Mail id={id} /> : null}
    </>
  );
}

const lineIds = ({ lines }: OpenedInvoice["invoice"]) =>
  Object.fromEntries(lines.map((line, place) => [`lines.${place}.lineId`, line.id]));

const Mail = ({ id }: { id: string }) => (
  <ActButton act={mailInvoice} id={id} done="It is on its way.">
    Send by e-mail
  </ActButton>
);
