import type { ReactNode } from "react";
import { Card, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#components/ui/table";

type Props = {
  title: string;
  description?: ReactNode;
  heads: readonly string[];
  /** Said when there is no row: that is mostly good news. */
  none: string;
  rows: readonly ReactNode[];
  /** What can be done about all of it. */
  action?: ReactNode;
};

/** A titled table of the operations page. */
export function OperationsPanel({ title, description, heads, none, rows, action }: Props) {
  return (
    <Card className="min-w-0">
      <CardHeader>
        <div className="grid min-w-0 gap-0.5">
          <CardTitle>{title}</CardTitle>
          {description ? <CardDescription>{description}</CardDescription> : null}
        </div>
        {action}
      </CardHeader>
      {rows.length === 0 ? (
        <p className="p-4 text-muted-foreground">{none}</p>
      ) : (
        <div className="pt-2">
          <Table label={title}>
            <TableHeader>
              <TableRow>
                {heads.map((head) => (
                  <TableHead key={head}>{head}</TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>{rows}</TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}

/** Seconds as a person says them. */
export function spanOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}
