import { Check, Minus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import type { Cell, LinkCell, ListColumn, MoneyCell } from "#lib/system/list";
import { Money } from "./money.tsx";
import { StateBadge, wordsOf } from "./state-badge.tsx";
import { Day, Time } from "./time.tsx";

/** What a cell shows, by the kind of its column. */
export function CellView({
  column,
  cell,
  zone,
}: {
  column: ListColumn;
  cell: Cell | undefined;
  zone: string;
}): ReactNode {
  if (cell === null || cell === undefined || cell === "") return <span className="text-muted-foreground">–</span>;
  if (typeof cell === "boolean") return <YesNo yes={cell} />;
  const option = column.options?.find((each) => each.value === cell);
  switch (column.kind) {
    case "money": {
      const { minor, currency } = cell as MoneyCell;
      return <Money minor={minor} currency={currency} />;
    }
    case "number":
      return <span className="figures">{Number(cell).toLocaleString("en")}</span>;
    case "datetime":
      return <Time at={String(cell)} zone={zone} />;
    case "date":
      return <Day day={String(cell)} />;
    case "state":
      return <StateBadge state={String(cell)} label={option?.label} tone={option?.tone} />;
    case "badge":
      return <Badge variant={option?.tone ?? "neutral"}>{option?.label ?? wordsOf(String(cell))}</Badge>;
    case "code":
      return <code className="font-mono text-[0.8125rem]">{String(cell)}</code>;
    case "link": {
      const { label, href } = cell as LinkCell;
      return (
        <Link href={href as Route} prefetch={false} className="underline-offset-4 hover:underline">
          {label}
        </Link>
      );
    }
    default:
      return option?.label ?? String(cell);
  }
}

function YesNo({ yes }: { yes: boolean }) {
  const Icon = yes ? Check : Minus;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon aria-hidden className="size-3.5 text-muted-foreground" />
      {yes ? "Yes" : "No"}
    </span>
  );
}

/** Figures stand at the end of their column, so that their digits line up. */
export function alignmentOf(column: ListColumn): "start" | "center" | "end" {
  return column.align ?? (column.kind === "money" || column.kind === "number" ? "end" : "start");
}
