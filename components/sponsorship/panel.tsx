import type { ReactNode } from "react";
import { TextLink } from "#components/payments/report";
import { Card, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#components/ui/table";

/** The number of an order, which leads to it. */
export const OrderLink = ({ slug, one }: { slug: string; one: { orderId: string; number: string } }) => (
  <span className="whitespace-nowrap">
    <TextLink href={`/${slug}/sponsorship/orders/${one.orderId}`}>{one.number}</TextLink>
  </span>
);

type PanelProps = {
  id?: string;
  title: string;
  text?: ReactNode;
  empty: string;
  none: boolean;
  heads: readonly string[];
  /** Which of the heads stand over figures, and so to the right. */
  figures?: readonly string[];
  children: ReactNode;
};

const amounts = ["Amount", "Held", "Frozen"];

/** One lane: a table of its rows, or the sentence that says that there is none. */
export function Panel({ id, title, text, empty, none, heads, figures = amounts, children }: PanelProps) {
  return (
    <Card id={id}>
      <CardHeader>
        <div>
          <CardTitle>{title}</CardTitle>
          {text ? <CardDescription>{text}</CardDescription> : null}
        </div>
      </CardHeader>
      {none ? (
        <p className="p-4 text-muted-foreground">{empty}</p>
      ) : (
        <Table label={title} className="mt-3">
          <TableHeader>
            <TableRow>
              {heads.map((head) => (
                <TableHead key={head} className={figures.includes(head) ? "text-right" : undefined}>
                  {head}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>{children}</TableBody>
        </Table>
      )}
    </Card>
  );
}
