import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Progress } from "#components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { type Amount, rate, summed } from "#lib/bookings/rules/figures";
import type { OverviewProps } from "./overview-page.tsx";

const hours = (minutes: number) => `${Math.round(minutes / 6) / 10} h`;

/** How much of what each chef works is booked. */
export function ChefTable({ slug, station, stations, shown, period, day }: OverviewProps) {
  const chefs = shown.now.chefs.filter(({ stationId }) => !station || stationId === station);
  if (chefs.length === 0) return null;
  const booked = (id: string) =>
    shown.now.sums.filter(({ resourceId }) => resourceId === id).reduce((sum, { minutes }) => sum + minutes, 0);
  const place = new Map(stations.map(({ id, name }) => [id, name]));
  return (
    <Card className="mt-4">
      <CardHeader>
        <CardTitle>Occupancy</CardTitle>
      </CardHeader>
      <CardContent>
        <Table label="Occupancy of chefs">
          <TableHeader>
            <TableRow>
              <TableHead>Chef</TableHead>
              <TableHead className="text-right">Booked</TableHead>
              <TableHead className="text-right">Works</TableHead>
              <TableHead className="w-2/5">Share</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {chefs.map((chef) => {
              const minutes = booked(chef.resourceId);
              const share = rate(minutes, chef.minutes);
              return (
                <TableRow key={chef.resourceId}>
                  <TableHead scope="row" className="font-medium text-foreground">
                    <Link
                      href={`/${slug}/bookings/board?station=${chef.stationId}&view=${period}&day=${day}` as Route}
                      className="underline-offset-4 hover:underline"
                    >
                      {chef.name}
                    </Link>
                    {station ? null : (
                      <span className="block font-normal text-muted-foreground text-xs">
                        {place.get(chef.stationId)}
                      </span>
                    )}
                  </TableHead>
                  <TableCell className="figures text-right">{hours(minutes)}</TableCell>
                  <TableCell className="figures text-right">{hours(chef.minutes)}</TableCell>
                  <TableCell>
                    {share === null ? (
                      <span className="text-muted-foreground">does not work then</span>
                    ) : (
                      <span className="flex items-center gap-2">
                        <Progress value={Math.min(100, share)} label={`${chef.name}: ${share} % booked`} />
                        <span className="figures w-14 shrink-0 text-right">{share} %</span>
                      </span>
                    )}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </CardContent>
    </Card>
  );
}

/** Every station beside the others. */
export function StationTable({ stations, shown, stationHref }: OverviewProps & { stationHref: (id: string) => Route }) {
  return (
    <Card className="mt-4">
      <CardHeader>
        <CardTitle>Stations</CardTitle>
      </CardHeader>
      <CardContent>
        <Table label="Stations side by side">
          <TableHeader>
            <TableRow>
              <TableHead>Station</TableHead>
              <TableHead className="text-right">Bookings</TableHead>
              <TableHead className="text-right">Occupancy</TableHead>
              <TableHead className="text-right">Revenue</TableHead>
              <TableHead className="text-right">Deposits due</TableHead>
              <TableHead className="text-right">No-shows</TableHead>
              <TableHead className="text-right">Rating</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {stations.map(({ id, name }) => {
              const one = summed(shown.now, id);
              const [busy, missed] = [rate(one.booked, one.working), rate(one.missed, one.ended)];
              return (
                <TableRow key={id}>
                  <TableHead scope="row" className="font-medium text-foreground">
                    <Link href={stationHref(id)} className="underline-offset-4 hover:underline">
                      {name}
                    </Link>
                  </TableHead>
                  <TableCell className="figures text-right">{one.bookings}</TableCell>
                  <TableCell className="figures text-right">{busy === null ? "–" : `${busy} %`}</TableCell>
                  <TableCell className="text-right">{sums(one.revenue)}</TableCell>
                  <TableCell className="text-right">{sums(one.deposits)}</TableCell>
                  <TableCell className="figures text-right">{missed === null ? "–" : `${missed} %`}</TableCell>
                  <TableCell className="figures text-right">
                    {one.reviews === 0 ? "–" : (one.stars / one.reviews).toFixed(1)}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </CardContent>
    </Card>
  );
}

const sums = (amounts: Amount[]) =>
  amounts.length === 0
    ? "–"
    : amounts.map(({ currency, minor }) => (
        <span key={currency} className="block">
          <Money minor={minor} currency={currency} />
        </span>
      ));
