import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { AccountLink, Amount, StickyHead, TableCard } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableFooter, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { shiftDay } from "#lib/payments/addresses";
import type { CategoryFigure } from "#lib/payments/planning/queries";
import { categoryRows } from "#lib/payments/planning/report";
import { type CategoryKind, categoryKinds } from "#lib/payments/planning/rules";
import { ArchiveCategoryButton, CategoryButton, type CategoryChoice } from "./planning-category-form.tsx";

type Account = { id: string; code: string; name: string; kind: CategoryKind; currency: string };
type Props = {
  slug: string;
  months: readonly string[];
  categories: readonly CategoryChoice[];
  accounts: readonly Account[];
  figures: readonly CategoryFigure[];
};

const monthName = (month: string) =>
  new Intl.DateTimeFormat("en", { month: "short", year: "2-digit", timeZone: "UTC" }).format(
    new Date(`${month}T00:00Z`),
  );
export const monthEnd = (month: string) => shiftDay(`${shiftDay(month, 31).slice(0, 8)}01`, -1);

/** Income and expenses by category and month; a figure leads to the accounts and entries that it is the sum of. */
export function CategoryReport({ slug, months, categories, figures }: Props) {
  const currencies = [...new Set(figures.map(({ currency }) => currency))];
  if (currencies.length === 0)
    return (
      <Card>
        <Empty title="Nothing was earned or spent in these months">The first sale shows here.</Empty>
      </Card>
    );
  return currencies.flatMap((currency) =>
    (["income", "expense"] as const).map((kind) => {
      const own = figures.filter((figure) => figure.currency === currency);
      const { rows, total } = categoryRows(categories, own, kind);
      const href = (id: string | null, month: string) =>
        `/${slug}/payments/planning/categories?of=${id ?? "none"}&kind=${kind}&month=${month.slice(0, 7)}#entries`;
      return (
        <TableCard key={`${currency} ${kind}`}>
          <Table label={`${categoryKinds[kind]} by category in ${currency}`}>
            <TableHeader>
              <TableRow>
                <StickyHead className="font-medium">
                  {categoryKinds[kind]} in {currency}
                </StickyHead>
                {months.map((month) => (
                  <TableHead key={month} className="text-right">
                    {monthName(month)}
                  </TableHead>
                ))}
                <TableHead className="text-right">Together</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id ?? "none"}>
                  <StickyHead scope="row" className={row.below ? "pl-8" : "font-medium text-foreground"}>
                    {row.name}
                  </StickyHead>
                  {months.map((month) => (
                    <Amount key={month}>
                      {row.months.get(month) ? (
                        <Link
                          href={href(row.id, month) as Route}
                          prefetch={false}
                          className="underline-offset-4 hover:underline"
                        >
                          <Money minor={row.months.get(month) ?? 0n} currency={currency} />
                        </Link>
                      ) : (
                        <span className="text-muted-foreground">–</span>
                      )}
                    </Amount>
                  ))}
                  <Amount>
                    <Money minor={row.totalMinor} currency={currency} />
                  </Amount>
                </TableRow>
              ))}
            </TableBody>
            <TableFooter>
              <TableRow>
                <StickyHead scope="row" className="font-semibold text-foreground max-lg:bg-muted">
                  Total
                </StickyHead>
                {months.map((month) => (
                  <Amount key={month}>
                    <Money minor={total.months.get(month) ?? 0n} currency={currency} />
                  </Amount>
                ))}
                <Amount>
                  <Money minor={total.totalMinor} currency={currency} />
                </Amount>
              </TableRow>
            </TableFooter>
          </Table>
        </TableCard>
      );
    }),
  );
}

type PartsProps = Props & { of: string; kind: CategoryKind; month: string };

/** The accounts that a figure of the report is the sum of, each leading to its entries of that month. */
export function CategoryParts({ slug, categories, accounts, figures, of, kind, month }: PartsProps) {
  const below = categories.filter(({ id, parentId }) => id === of || parentId === of).map(({ id }) => id);
  const ids: readonly (string | null)[] = of === "none" ? [null] : below;
  const parts = figures.filter((one) => one.month === month && one.kind === kind && ids.includes(one.categoryId));
  const name = categories.find(({ id }) => id === of)?.name ?? "In no category";
  return (
    <Card id="entries">
      <CardHeader>
        <CardTitle>
          {name}, {monthName(month)}
        </CardTitle>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-2">
          {parts.map((part) => {
            const account = accounts.find(({ id }) => id === part.accountId);
            return account ? (
              <li key={part.accountId} className="flex items-center justify-between gap-4">
                <AccountLink
                  slug={slug}
                  account={{ accountId: account.id, code: account.code, name: account.name }}
                  span={{ from: month, to: monthEnd(month) }}
                />
                <Money minor={part.amountMinor} currency={part.currency} />
              </li>
            ) : null;
          })}
        </ul>
      </CardContent>
    </Card>
  );
}

/** The categories themselves, for whoever may change them. */
export function CategoryEditor({ categories, accounts }: Pick<Props, "categories" | "accounts">) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {(["income", "expense"] as const).map((kind) => (
        <Card key={kind}>
          <CardHeader>
            <CardTitle>{kind === "income" ? "Income categories" : "Expense categories"}</CardTitle>
            <CategoryButton kind={kind} categories={categories} accounts={accounts} />
          </CardHeader>
          <CardContent>
            <ul className="grid gap-3">
              {categories
                .filter((category) => category.kind === kind)
                .map((category) => (
                  <li key={category.id} className="flex flex-wrap items-center justify-between gap-2">
                    <span className="min-w-0">
                      <span className="font-medium">{category.name}</span>
                      <span className="block break-all font-mono text-muted-foreground text-xs">
                        {category.accounts.join(", ") || "no account of its own"}
                      </span>
                    </span>
                    <span className="flex gap-1">
                      <CategoryButton kind={kind} category={category} categories={categories} accounts={accounts} />
                      <ArchiveCategoryButton category={category} />
                    </span>
                  </li>
                ))}
            </ul>
          </CardContent>
        </Card>
      ))}
    </div>
  );
}
