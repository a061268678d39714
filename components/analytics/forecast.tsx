import { Card, CardContent } from "#components/ui/card";
import { Progress } from "#components/ui/progress";

export type ForecastProps = {
  name: string;
  forecast: {
    capacity: number;
    sold: number;
    recent: number;
    daysLeft: number;
    perDay: number;
    expected: number;
    soldOutInDays: number | null;
  };
};

/** Sold against the room there is, and where the pace of the last fourteen days leads. */
export function Forecast({ forecast, name }: ForecastProps) {
  const { capacity, sold, daysLeft, perDay, expected, soldOutInDays } = forecast;
  const share = Math.min(100, Math.round((sold / capacity) * 100));
  return (
    <Card className="mb-4">
      <CardContent className="grid gap-2 pt-4">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">
            {sold.toLocaleString("en")} of {capacity.toLocaleString("en")} places sold
          </span>
          <span className="figures text-muted-foreground">{share} %</span>
        </p>
        <Progress value={share} label={`${share} % of ${name} is sold`} />
        <p className="text-[0.8125rem] text-muted-foreground">
          {daysLeft === 0
            ? "It has begun: no forecast any more."
            : soldOutInDays !== null
              ? `At the pace of the last 14 days (${perDay.toFixed(1)} tickets a day) it is full in about ${soldOutInDays} days, ${daysLeft - soldOutInDays} before it starts.`
              : `At the pace of the last 14 days (${perDay.toFixed(1)} tickets a day) about ${expected.toLocaleString("en")} will be sold when it starts in ${daysLeft} days.`}
        </p>
      </CardContent>
    </Card>
  );
}
