import type { CategoryFigure } from "#lib/payments/planning/queries";
import type { CategoryKind } from "#lib/payments/planning/rules";

type Category = { id: string; name: string; kind: CategoryKind; parentId: string | null };
export type CategoryRow = {
  id: string | null;
  name: string;
  kind: CategoryKind;
  /** Below another one. */
  below: boolean;
  /** By month, `YYYY-MM-01`; a category above others counts them too. */
  months: Map<string, bigint>;
  totalMinor: bigint;
};

/** The months of a report as first days, oldest first. */
export const monthsOf = (day: string, count: number) =>
  Array.from({ length: count }, (_, back) => {
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - (count - 1 - back);
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
  });

/**
 * The lines of the category report in one currency: income before expenses, each category followed by those below it,
 * and what is in none at the end. `total` sums the figures themselves, so nothing counts twice.
 */
export function categoryRows(categories: readonly Category[], figures: readonly CategoryFigure[], kind: CategoryKind) {
  const own = categories.filter((category) => category.kind === kind);
  const sum = (wanted: (figure: CategoryFigure) => boolean) => {
    const months = new Map<string, bigint>();
    for (const figure of figures.filter((one) => one.kind === kind && wanted(one)))
      months.set(figure.month, (months.get(figure.month) ?? 0n) + figure.amountMinor);
    return { months, totalMinor: [...months.values()].reduce((total, amount) => total + amount, 0n) };
  };
  const row = (id: string | null, name: string, below: boolean, ids: readonly (string | null)[]): CategoryRow => ({
    id,
    name,
    kind,
    below,
    ...sum(({ categoryId }) => ids.includes(categoryId)),
  });
  const rows = own
    .filter(({ parentId }) => parentId === null)
    .flatMap((top) => {
      const children = own.filter(({ parentId }) => parentId === top.id);
      return [
        row(top.id, top.name, false, [top.id, ...children.map(({ id }) => id)]),
        ...children.map(({ id, name }) => row(id, name, true, [id])),
      ];
    });
  return { rows: [...rows, row(null, "In no category", false, [null])], total: sum(() => true) };
}
