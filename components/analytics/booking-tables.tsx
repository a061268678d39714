import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Money } from "#components/data/money";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { type BookingShown, bookingRows } from "#lib/analytics/rules/booking-panels";
import { shareOf } from "#lib/analytics/rules/series";

const link = "inline-flex min-h-6 items-center rounded-sm underline-offset-4 hover:underline";

type LineTableProps = { shown: BookingShown; by: "service" | "station"; menu: ReactNode };

/** Bookings and income by service, or by station. */
export function LineTable({ shown, by, menu }: LineTableProps) {
  const { board } = shown;
  const [lines, title] = by === "service" ? [board.services, "Services"] : [board.stations, "Stations"];
  return (
    <Part title={title} description={`What was booked and earned in this period, in ${board.currency}`} menu={menu}>
      {lines.length === 0 ? (
        <p className="text-muted-foreground">Nothing was booked or earned in this period.</p>
      ) : (
        <Table label={title}>
          <TableHeader>
            <TableRow>
              <TableHead>{by === "service" ? "Service" : "Station"}</TableHead>
              <TableHead className="text-right">Booked</TableHead>
              <TableHead className="text-right">Worth</TableHead>
              <TableHead className="text-right">Completed</TableHead>
              <TableHead className="text-right">Income</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {lines.map((one) => (
              <TableRow key={one.id}>
                <TableCell>
                  <Link
                    href={bookingRows(shown, "booked", board.period, { [by]: one.id }) as Route}
                    prefetch={false}
                    className={link}
                  >
                    {one.name}
                  </Link>
                </TableCell>
                <TableCell className="figures text-right">{one.booked.toLocaleString("en")}</TableCell>
                <TableCell className="text-right">
                  <Money minor={one.valueMinor} currency={board.currency} />
                </TableCell>
                <TableCell className="figures text-right">{one.completed.toLocaleString("en")}</TableCell>
                <TableCell className="text-right">
                  <Link
                    href={bookingRows(shown, "earned", board.period, { [by]: one.id }) as Route}
                    prefetch={false}
                    className={link}
                  >
                    <Money minor={one.earnedMinor} currency={board.currency} />
                  </Link>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Part>
  );
}

type ChefTableProps = { shown: BookingShown; worked: Record<string, number>; menu: ReactNode };

/** What each chef served, for what price, and how much of their working hours that took. */
export function ChefTable({ shown, worked, menu }: ChefTableProps) {
  const { board } = shown;
  return (
    <Part
      title="Chefs"
      description={`What they served in this period; the price, in ${board.currency}, is shared among the chefs of a booking`}
      menu={menu}
    >
      {board.chefs.length === 0 ? (
        <p className="text-muted-foreground">Nobody served in this period.</p>
      ) : (
        <Table label="Chefs">
          <TableHeader>
            <TableRow>
              <TableHead>Chef</TableHead>
              <TableHead className="text-right">Served</TableHead>
              <TableHead className="text-right">Hours</TableHead>
              <TableHead className="text-right">Of working hours</TableHead>
              <TableHead className="text-right">Worth</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {board.chefs.map((chef) => (
              <TableRow key={chef.id ?? "nobody"}>
                <TableCell>
                  {chef.id ? (
                    <Link
                      href={bookingRows(shown, "served", board.period, { chef: chef.id }) as Route}
                      prefetch={false}
                      className={link}
                    >
                      {chef.name}
                    </Link>
                  ) : (
                    chef.name
                  )}
                  {chef.station ? <span className="text-muted-foreground"> {chef.station}</span> : null}
                </TableCell>
                <TableCell className="figures text-right">{chef.served.toLocaleString("en")}</TableCell>
                <TableCell className="figures text-right">{(chef.minutes / 60).toFixed(1)}</TableCell>
                <TableCell className="figures text-right">
                  {shareOf(chef.minutes, chef.id ? (worked[chef.id] ?? 0) : 0)}
                </TableCell>
                <TableCell className="text-right">
                  <Money minor={chef.valueMinor} currency={board.currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Part>
  );
}

type PartProps = { title: string; description: string; menu: ReactNode; children: ReactNode };

function Part({ title, description, menu, children }: PartProps) {
  const id = `part-${title.toLowerCase()}`;
  return (
    <Card role="group" aria-labelledby={id}>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id={id}>{title}</CardTitle>
          <CardDescription>{description}</CardDescription>
        </div>
        {menu}
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}
