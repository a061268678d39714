import { Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { refreshMatches } from "#lib/sponsorship/matching/actions";
import type { Freshness } from "#lib/sponsorship/matching/queries/matches";

/** How fresh the scores are, and a way not to wait for the worker. */
export function FreshnessLine({ of, zone, mayWrite }: { of: Freshness; zone: string; mayWrite: boolean }) {
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-[0.8125rem] text-muted-foreground">
      <p>
        {of.waiting > 0 && of.since ? (
          <>
            {of.waiting} {of.waiting === 1 ? "pair waits" : "pairs wait"} to be compared anew, since{" "}
            <Time at={of.since} zone={zone} named />.{" "}
          </>
        ) : (
          "Nothing waits. "
        )}
        {of.computedAt ? (
          <>
            Last computed <Time at={of.computedAt} zone={zone} named />, with{" "}
            {of.weights === 0 ? "the weights as they come" : `version ${of.weights} of the weights`}
            {of.model ? ` and the model ${of.model}` : ""}.
          </>
        ) : null}
      </p>
      {mayWrite && of.waiting > 0 ? (
        <FormButton
          label="Compute now"
          size="sm"
          title="Compute what waits?"
          text="The worker does it within a minute anyway; this does not wait for it."
          verb="Compute"
          pendingVerb="Computing…"
          action={refreshMatches}
          done="Computed."
        />
      ) : null}
    </div>
  );
}
