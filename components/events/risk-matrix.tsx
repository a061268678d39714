import { cn } from "#components/ui/cn";
import type { Risk } from "#lib/events/queries/planning";
import { impacts, likelihoods, riskBand } from "#lib/events/rules/planning";

const tones = { low: "bg-success-soft", medium: "bg-warning-soft", high: "bg-destructive-soft" };

/** Likelihood up, impact across: how many open risks stand where. */
export function RiskMatrix({ risks }: { risks: readonly Pick<Risk, "likelihood" | "impact" | "title">[] }) {
  const at = (likelihood: number, impact: number) =>
    risks.filter((risk) => risk.likelihood === likelihood && risk.impact === impact);
  return (
    <div className="mb-4 overflow-x-auto rounded-lg border bg-card p-3">
      <table className="w-full table-fixed border-separate border-spacing-1 text-center text-[0.8125rem]">
        <caption className="mb-1 text-left text-muted-foreground">
          Open risks by likelihood (up) and impact (across)
        </caption>
        <thead>
          <tr>
            <td className="w-20 sm:w-28" />
            {impacts.map((word, index) => (
              <th key={word} scope="col" className="font-normal text-muted-foreground">
                <span className="max-sm:sr-only">{word}</span>
                <span aria-hidden className="sm:hidden">
                  {index + 1}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[5, 4, 3, 2, 1].map((likelihood) => (
            <tr key={likelihood}>
              <th scope="row" className="pr-1 text-right font-normal text-muted-foreground">
                {likelihoods[likelihood - 1]}
              </th>
              {[1, 2, 3, 4, 5].map((impact) => {
                const here = at(likelihood, impact);
                return (
                  <td
                    key={impact}
                    title={here.map((risk) => risk.title).join(", ") || undefined}
                    className={cn("figures h-9 rounded", tones[riskBand(likelihood * impact)])}
                  >
                    {here.length > 0 ? <strong>{here.length}</strong> : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
