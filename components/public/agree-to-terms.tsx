import type { FormState } from "#lib/action";

/** The terms to read, and the tick that says that they were. */
export function AgreeToTerms({ terms, state }: { terms: string | null; state: FormState }) {
  if (!terms) return null;
  const error = state.problem?.fields?.agreed?.[0] ?? state.problem?.fields?.terms?.[0];
  return (
    <div className="grid gap-2">
      <details className="rounded-lg border bg-card p-3">
        <summary className="min-h-6 cursor-pointer font-medium">The terms</summary>
        <p className="mt-3 max-h-80 overflow-y-auto whitespace-pre-line text-sm">{terms}</p>
      </details>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          name="agreed"
          defaultChecked={state.values?.agreed === "on"}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "agreed-error" : undefined}
          className="size-5 shrink-0 accent-primary"
        />
        I have read the terms and agree to them.
      </label>
      {error ? (
        <p id="agreed-error" className="text-destructive-text text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
