import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { Amount, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { transactionHref } from "#lib/payments/addresses";
import type { CreditPackage, LotHistory } from "#lib/payments/credits/queries";
import { creditMoveKinds, lotStates } from "#lib/payments/credits/rules";
import { ArchivePackageButton, UseButton } from "./credits-forms.tsx";

/** What is for sale. */
export function Packages({ packages, mayPlan }: { packages: readonly CreditPackage[]; mayPlan: boolean }) {
  if (packages.length === 0)
    return (
      <Card className="mb-6">
        <Empty title="No packages yet">
          Make a package first: so many credits, for a price, good for so many days.
        </Empty>
      </Card>
    );
  return (
    <ul className="mb-6 grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      {packages.map((one) => (
        <li key={one.id}>
          <Card className="h-full">
            <CardHeader>
              <CardTitle>{one.name}</CardTitle>
              {mayPlan ? <ArchivePackageButton one={one} /> : null}
            </CardHeader>
            <CardContent>
              <p className="font-semibold text-lg">
                <Money minor={one.priceMinor} currency={one.currency} />
              </p>
              <p className="text-muted-foreground">
                {one.credits.toLocaleString("en")} credits,{" "}
                {one.validDays ? `good for ${one.validDays} days` : "good for ever"}
              </p>
            </CardContent>
          </Card>
        </li>
      ))}
    </ul>
  );
}

type LotProps = { slug: string; zone: string; history: LotHistory; mayPost: boolean };

/** One lot and all that happened to it. */
export function LotPage({ slug, zone, history, mayPost }: LotProps) {
  const { lot, moves } = history;
  const state = lot.expiredAt ? "expired" : lot.remaining === 0n ? "used" : "usable";
  return (
    <>
      <PageHeader
        title={`Credits of ${lot.holder}`}
        badge={<StateBadge state={state} {...lotStates[state]} />}
        crumbs={[{ label: lot.holder }]}
        description={
          <p>
            {history.package}: {lot.remaining.toLocaleString("en")} of {lot.granted.toLocaleString("en")} credits left,{" "}
            {lot.expiresAt ? (
              <>
                good until <Time at={lot.expiresAt} zone={zone} named />
              </>
            ) : (
              "good for ever"
            )}
            . Paid <Money minor={lot.priceMinor} currency={lot.currency} />, of which{" "}
            <Money minor={lot.earnedMinor} currency={lot.currency} /> is earned.
          </p>
        }
        actions={mayPost && state === "usable" ? <UseButton holder={lot.holder} /> : null}
      />
      <TableCard>
        <Table label="What happened to the credits">
          <TableHeader>
            <TableRow>
              <TableHead>What</TableHead>
              <TableHead>When</TableHead>
              <TableHead className="text-right">Credits</TableHead>
              <TableHead className="text-right">Earned</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {moves.map(({ move, purpose, transactionId }) => {
              const words = `${creditMoveKinds[move.kind]}${purpose ? `: ${purpose}` : ""}`;
              const posted = move.kind === "purchase" ? history.transactionId : transactionId;
              return (
                <TableRow key={move.id}>
                  <TableCell className="min-w-40 whitespace-normal">
                    {posted ? <TextLink href={transactionHref(slug, posted)}>{words}</TextLink> : words}
                  </TableCell>
                  <TableCell>
                    <Time at={move.createdAt} zone={zone} />
                  </TableCell>
                  <Amount>
                    {move.credits > 0n ? "+" : ""}
                    {move.credits.toLocaleString("en")}
                  </Amount>
                  <Amount>
                    <Money minor={move.earnedMinor} currency={lot.currency} />
                  </Amount>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </TableCard>
    </>
  );
}
