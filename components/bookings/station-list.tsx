import type { Route } from "next";
import Link from "next/link";
import { Empty } from "#components/shell/empty";
import { Card } from "#components/ui/card";

type Props = { stations: readonly { id: string; name: string; slug: string; zone: string }[]; slug: string };

export function StationList({ stations, slug }: Props) {
  if (stations.length === 0)
    return <Empty title="No stations yet">A station is the kitchen, studio or office that people book.</Empty>;
  return (
    <Card className="divide-y overflow-hidden">
      {stations.map((one) => (
        <Link
          key={one.id}
          href={`/${slug}/bookings/stations/${one.id}` as Route}
          className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-3 hover:bg-muted"
        >
          <span className="font-medium">{one.name}</span>
          <span className="text-muted-foreground">{one.zone.replace(/_/g, " ")}</span>
        </Link>
      ))}
    </Card>
  );
}
