import { Stars } from "#components/feedback/stars";
import { PublicFrame } from "#components/public/frame";
import { ReviewForm } from "#components/public/review-form";
import { permissionWords } from "#lib/feedback/rules";
import type { ReviewForm as Form } from "#lib/feedback/visitor";

type Props = { secret: string; form: Form; wrong: string | null };

/** Where a customer's own link leads: the form, or what became of it. */
export function ReviewFormPage({ secret, form, wrong }: Props) {
  const { organization, occasion, state, rating } = form;
  return (
    <PublicFrame seller={organization}>
      <div className="mx-auto grid max-w-xl gap-5">
        {state === "answered" ? (
          <div role="status" className="grid gap-2 rounded-xl border bg-card p-6">
            <h1 className="font-semibold text-2xl">Thank you!</h1>
            {rating ? <Stars rating={rating} className="text-xl" /> : null}
            <p className="text-muted-foreground">{organization.name} reads every word.</p>
          </div>
        ) : null}
        {state === "expired" || state === "waiting" || state === "skipped" ? (
          <div className="rounded-xl border bg-card p-6">
            <h1 className="font-semibold text-2xl">This link is no longer valid</h1>
            <p className="mt-1 text-muted-foreground">
              If you still want to tell us something, write to {organization.supportEmail ?? organization.name}.
            </p>
          </div>
        ) : null}
        {state === "sent" ? (
          <>
            <div>
              <h1 className="font-semibold text-3xl tracking-tight">How was it?</h1>
              <p className="mt-1 text-lg text-muted-foreground">{occasion || `Your time with ${organization.name}`}</p>
            </div>
            <ReviewForm
              secret={secret}
              name={form.name}
              permission={permissionWords(organization.name)}
              wrong={wrong}
            />
          </>
        ) : null}
      </div>
    </PublicFrame>
  );
}
