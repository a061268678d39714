"use client";

import { ChartColumn, Table2 } from "lucide-react";
import type { Route } from "next";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useId, useState } from "react";
import type { PanelFiles } from "#components/data/panel-menu";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Skeleton } from "#components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { type ChartFigures, currencyOf, figureText } from "#lib/system/figures";

const Chart = dynamic(() => import("#components/data/chart"), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
});

/** Only where there are files to make. */
const PanelMenu = dynamic(() => import("#components/data/panel-menu").then(({ PanelMenu }) => PanelMenu), {
  ssr: false,
});

export type ChartPanelProps = ChartFigures & {
  title: string;
  description?: ReactNode;
  /** The heading of the table's first column: "Week", "Event". */
  axis: string;
  /** What the chart says, in one or two sentences. */
  summary: string;
  actions?: ReactNode;
  /** With it the panel can be saved as a file. */
  files?: PanelFiles;
};

/** A chart that can also be read: a summary in words, and the same figures as a table. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, description, summary, actions, files } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <Card role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id={`${id}-title`}>{title}</CardTitle>
          {description ? <CardDescription>{description}</CardDescription> : null}
        </div>
        <div className="flex items-center gap-1" data-print="hide">
          {actions}
          <Button variant="ghost" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
            {asTable ? "Chart" : "Table"}
          </Button>
          {files ? <PanelMenu panel={{ ...props, key: title, description: plain(description) }} files={files} /> : null}
        </div>
      </CardHeader>
      <CardContent className="grid gap-3">
        {asTable ? (
          <FigureTable {...props} />
        ) : (
          <div aria-hidden className="min-h-56">
            <Chart {...props} />
          </div>
        )}
        <p id={`${id}-summary`} className="text-[0.8125rem] text-muted-foreground">
          {summary}
        </p>
      </CardContent>
    </Card>
  );
}

const plain = (words: ReactNode) => (typeof words === "string" ? words : undefined);

function FigureTable({ title, axis, series, points, currency }: ChartPanelProps) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label={title}>
        <TableHeader>
          <TableRow>
            <TableHead>{axis}</TableHead>
            {series.map((each) => (
              <TableHead key={each.key} className="text-right">
                {each.label}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {points.map((point) => (
            <TableRow key={point.label}>
              <TableHead scope="row" className="font-normal text-foreground text-sm">
                {point.href ? (
                  <Link
                    href={String(point.href) as Route}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center underline underline-offset-4 hover:no-underline"
                  >
                    {point.label}
                  </Link>
                ) : (
                  point.label
                )}
              </TableHead>
              {series.map((each) => (
                <TableCell key={each.key} className="figures text-right">
                  {figureText(point[each.key] ?? 0, currencyOf(each, currency))}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
