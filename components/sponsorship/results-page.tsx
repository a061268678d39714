import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { OrderLink, Panel } from "#components/sponsorship/panel";
import { ResultCosts, ResultNumbers } from "#components/sponsorship/results-tables";
import { Button } from "#components/ui/button";
import { TableCell, TableRow } from "#components/ui/table";
import { againstPromise, outcomes, type Results, resultsWords } from "#lib/sponsorship/results";

type Props = { slug: string; results: Results; madeAt: Date; mayManage: boolean };

/** What one sponsor got for its money: promises with their proofs, numbers with their sources, and what they cost. */
export function ResultsPage({ slug, results, madeAt, mayManage }: Props) {
  const { id, sponsor, organizer, zone, promises, money } = results;
  return (
    <>
      <PageHeader
        title={`Results for ${sponsor}`}
        crumbs={
          mayManage
            ? [{ label: sponsor, href: `/${slug}/sponsorship/sponsors/${id}` }, { label: "Results" }]
            : [{ label: "Our sponsorships", href: `/${slug}/sponsorship/mine` }, { label: `Results for ${sponsor}` }]
        }
        description={
          <p>
            With {organizer}, as of <Time at={madeAt} zone={zone} named />. {resultsWords(results)} Both parties read
            the same, here and on paper.
          </p>
        }
        actions={
          <Button asChild>
            <a href={`/api/${slug}/sponsorship/results/${id}`} download>
              Download PDF
            </a>
          </Button>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Panel
          title="The money"
          text="Paid = held + released + refunded, from the statements of what is held."
          empty="Nothing was agreed yet. An accepted proposal becomes an order."
          none={money.length === 0}
          heads={["Currency", "Agreed", "Paid", "Held", "Released", "Refunded"]}
          figures={["Agreed", "Paid", "Held", "Released", "Refunded"]}
        >
          {money.map(({ currency, ...one }) => (
            <TableRow key={currency}>
              <TableCell>{currency}</TableCell>
              {[one.agreed, one.paid, one.held, one.released, one.refunded].map((minor, at) => (
                <TableCell key={String(at)} className="text-right">
                  <Money minor={minor} currency={currency} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </Panel>
        <Panel
          title="Promised and delivered"
          text="Every promise, what came of it, and what shows it."
          empty="Nothing was promised yet."
          none={promises.length === 0}
          heads={["Order", "Promised", "Due", "Came of it", "Proof", "Shown", "Approved"]}
        >
          {promises.map((one) => (
            <TableRow key={one.id}>
              <TableCell>
                <OrderLink slug={slug} one={{ orderId: one.order.id, number: one.order.number }} />
              </TableCell>
              <TableCell className="min-w-40">
                {one.title}
                <span className="block text-[0.8125rem] text-muted-foreground">
                  {[one.milestone, againstPromise(one.wanted, null)].filter(Boolean).join(", ")}
                </span>
              </TableCell>
              <TableCell>
                <Day day={one.dueOn} />
              </TableCell>
              <TableCell>
                <StateBadge state={one.outcome} {...outcomes[one.outcome]} />
              </TableCell>
              <TableCell className="min-w-48">
                <Proof proof={one.proof} attempts={one.attempts} />
              </TableCell>
              <TableCell>
                {one.proof ? <Time at={one.proof.submittedAt} zone={zone} show="day" /> : <Nothing />}
              </TableCell>
              <TableCell>
                {one.proof?.approved && one.proof.decidedAt ? (
                  <>
                    <Time at={one.proof.decidedAt} zone={zone} show="day" />
                    {one.proof.bySilence ? " by silence" : ""}
                  </>
                ) : (
                  <Nothing />
                )}
              </TableCell>
            </TableRow>
          ))}
        </Panel>
        <ResultNumbers slug={slug} side={mayManage ? "organizer" : "sponsor"} results={results} />
        <ResultCosts results={results} />
      </div>
    </>
  );
}

const Nothing = () => <span className="text-muted-foreground">–</span>;

function Proof({ proof, attempts }: { proof: Results["promises"][number]["proof"]; attempts: number }) {
  if (!proof) return <Nothing />;
  return (
    <>
      {[proof.words, proof.figure === null ? "" : proof.figure.toLocaleString("en"), proof.file?.name ?? ""]
        .filter(Boolean)
        .join(" · ")}
      {proof.link ? (
        <a
          href={proof.link}
          rel="noreferrer nofollow"
          target="_blank"
          className="block min-h-6 break-all text-primary-text underline underline-offset-4"
        >
          {proof.link}
        </a>
      ) : null}
      {attempts > 1 ? <span className="block text-[0.8125rem] text-muted-foreground">Attempt {attempts}</span> : null}
    </>
  );
}
