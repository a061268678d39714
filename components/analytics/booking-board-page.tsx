import { BoardChoice, Choice } from "#components/analytics/board-choice";
import { ChefTable, LineTable } from "#components/analytics/booking-tables";
import { Heat } from "#components/analytics/heat";
import { type DashboardFiles, FilesOf, Panels } from "#components/analytics/panels";
import { SaveReport } from "#components/analytics/report-forms";
import { Steps } from "#components/analytics/steps";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { changeSince, neutral } from "#lib/analytics/rules";
import {
  type BookingRowKind,
  type BookingTotals,
  bookingAddress,
  bookingFunnel,
} from "#lib/analytics/rules/booking-board";
import { type BookingShown, bookingPanels, bookingRows } from "#lib/analytics/rules/booking-panels";
import { bookingTables } from "#lib/analytics/rules/booking-tables";
import { comparedWith, comparedWords, daysWords } from "#lib/analytics/rules/compare";
import { reportHref } from "#lib/analytics/rules/reports";
import { shareOf } from "#lib/analytics/rules/series";
import { formatMoment, zoneName } from "#lib/time";

type Named = { id: string; name: string }[];
export type BookingBoardPageProps = BookingShown & {
  choices: { stations: Named; services: Named };
  /** How many minutes each chef worked, where the reader may know. */
  worked: Record<string, number>;
  mayExport: boolean;
};

/** What becomes of bookings: how many, for how much, by whom, and how busy the kitchens are and will be. */
export function BookingBoardPage(props: BookingBoardPageProps) {
  const { slug, filter, board, choices, worked, mayExport } = props;
  const { totals, previous, currency, period, due } = board;
  const compared = filter.compare === "none" ? null : comparedWords(filter.span, filter.compare);
  const change = (figure: (of: BookingTotals) => number | string) =>
    compared ? changeSince(BigInt(figure(totals)), BigInt(figure(previous)), compared) : undefined;
  const lost = change((one) => one.cancelled + one.noShows);
  const rows = (kind: BookingRowKind) => bookingRows(props, kind, period);
  const ended = totals.completed + totals.noShows;
  const working = Object.values(worked).reduce((sum, one) => sum + one, 0);
  const options = (list: Named, all: string) => [{ id: "", name: all }, ...list];
  const address = bookingAddress(filter);
  const asOf = new Date(board.asOf ?? Date.now());
  const files: DashboardFiles | null = mayExport
    ? {
        ...{ slug, dashboard: "bookings", address, zone: board.zone, period: daysWords(period) },
        asOf: `${formatMoment(asOf, board.zone)} ${zoneName(asOf, board.zone)}`,
      }
    : null;
  const tables = bookingTables(props);
  const menu = (name: string) => <FilesOf panels={tables} name={name} files={files} />;
  return (
    <>
      <PageHeader
        title="Bookings in figures"
        actions={
          <>
            <SaveReport dashboard="bookings" search={address} name="Bookings in figures" mayShare={mayExport} />
            {files ? (
              <Button variant="outline" asChild>
                <a href={reportHref(slug, "bookings", address)} download>
                  PDF
                </a>
              </Button>
            ) : null}
          </>
        }
        description={
          <>
            Amounts in {currency}. Days of each station's own clock.{" "}
            {board.asOf ? (
              <>
                As of <Time at={board.asOf} zone={board.zone} named />.
              </>
            ) : (
              "Nothing was counted yet: the first run of the rollup is due within a minute."
            )}
            {board.otherCurrencies.length > 0
              ? ` Money in ${board.otherCurrencies.join(", ")} is not in these amounts.`
              : ""}
          </>
        }
      />
      <BoardChoice action={`/${slug}/analytics/bookings`} span={filter.span} compare={filter.compare}>
        {choices.stations.length > 1 ? (
          <Choice
            name="station"
            label="Station"
            value={filter.station}
            options={options(choices.stations, "All stations")}
          />
        ) : null}
        <Choice
          name="service"
          label="Service"
          value={filter.service}
          options={options(choices.services, "All services")}
        />
      </BoardChoice>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures>
          <Figure
            label="Booked"
            value={totals.booked.toLocaleString("en")}
            change={change((one) => one.booked)}
            href={rows("booked")}
            fresh={
              <>
                Worth <Money minor={totals.valueMinor} currency={currency} />
              </>
            }
          />
          <Figure
            label="Income"
            value={<Money minor={totals.earnedMinor} currency={currency} />}
            change={change((one) => one.earnedMinor)}
            href={rows("earned")}
            fresh="Net of tax, from the ledger"
          />
          <Figure
            label="Paid by customers"
            value={<Money minor={totals.paidMinor} currency={currency} />}
            change={change((one) => one.paidMinor)}
            href={rows("paid")}
            fresh={
              <>
                <Money minor={totals.refundedMinor} currency={currency} /> given back
              </>
            }
          />
          <Figure
            label="Completed"
            value={totals.completed.toLocaleString("en")}
            change={change((one) => one.completed)}
            href={rows("completed")}
            fresh={`${shareOf(totals.minutes, working)} of the chefs' hours`}
          />
          <Figure
            label="Cancelled, or nobody came"
            value={(totals.cancelled + totals.noShows).toLocaleString("en")}
            change={lost ? neutral(lost) : undefined}
            href={rows("lost")}
            fresh={`${shareOf(totals.cancelled, totals.booked)} cancelled of booked, ${shareOf(totals.noShows, ended)} of those that ended without guests`}
          />
          <Figure
            label="Came again"
            value={totals.again.toLocaleString("en")}
            change={change((one) => one.again)}
            href={rows("again")}
            fresh={`${shareOf(totals.again, totals.confirmed)} of what was confirmed`}
          />
          <Figure
            label="Deposits due"
            value={<Money minor={due.depositMinor} currency={currency} />}
            href={rows("depositDue")}
            fresh="Now, of bookings that wait for them"
          />
          <Figure
            label="Balances due"
            value={<Money minor={due.balanceMinor} currency={currency} />}
            href={rows("balanceDue")}
            fresh="Now, of what is agreed and not paid"
          />
        </Figures>
        <Steps
          title="From looking to eating"
          description="Of visitors on the booking pages; views are of people who agreed to being counted"
          steps={bookingFunnel(totals).map(({ label, count, kind }, place, all) => ({
            label,
            count,
            href: rows(kind),
            of: place === 0 || !all[place - 1]?.count ? null : `${shareOf(count, all[place - 1]?.count ?? 0)} of those`,
          }))}
          menu={menu("funnel")}
        />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
          <Panels panels={bookingPanels(props)} files={files} />
          <Heat
            hours={board.hours}
            figures={{ served: "Taking place", booked: "Made" }}
            clock="On each station's own clock"
            menu={menu("hours")}
          />
        </div>
        <LineTable shown={props} by="service" menu={menu("services")} />
        {board.stations.length > 1 ? <LineTable shown={props} by="station" menu={menu("stations")} /> : null}
        <ChefTable shown={props} worked={worked} menu={menu("chefs")} />
        <p className="text-muted-foreground text-xs">
          {daysWords(period)}
          {compared ? `, compared with ${daysWords(comparedWith(period, filter.compare))}` : ""}. What was done counts
          on the day on which it was done; money on the day of its entry.
        </p>
      </div>
    </>
  );
}
