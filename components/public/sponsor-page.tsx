import Link from "next/link";
import { Facts } from "#components/data/facts";
import { PublicFrame, textLink } from "#components/public/frame";
import { Paragraphs } from "#components/public/paragraphs";
import { formatMoney } from "#lib/money";
import type { PublicSponsor } from "#lib/sponsorship/visitor";
import { formatDay } from "#lib/time";

/** What a sponsor says of itself to everybody: only what somebody of theirs agreed to. */
export function PublicSponsorPage({ sponsor }: { sponsor: PublicSponsor }) {
  const { logo, sponsorships } = sponsor;
  return (
    <PublicFrame seller={sponsor.organization}>
      <div className="mx-auto grid max-w-2xl gap-6">
        <div className="flex flex-wrap items-center gap-4">
          {logo ? (
            <span className="grid h-20 w-36 shrink-0 place-content-center rounded-xl border bg-white p-2">
              {/* biome-ignore lint/performance/noImgElement: a picture of our own of a few kilobytes */}
              <img src={logo} alt={`Logo of ${sponsor.name}`} className="max-h-16 max-w-32 object-contain" />
            </span>
          ) : null}
          <div className="min-w-0">
            <h1 className="break-words font-semibold text-3xl tracking-tight">{sponsor.name}</h1>
            <p className="text-lg text-muted-foreground">{sponsor.sector || "Sponsor"}</p>
          </div>
        </div>
        <Paragraphs text={sponsor.about} />
        <Facts facts={factsOf(sponsor)} />
        {sponsorships.length > 0 ? (
          <section aria-labelledby="sponsored-title">
            <h2 id="sponsored-title" className="mb-2 font-semibold text-lg">
              Sponsored
            </h2>
            <ul className="grid gap-2">
              {sponsorships.map((one) => (
                <li key={one.path}>
                  <Link href={one.path} prefetch={false} className={`${textLink} inline-block min-h-6`}>
                    {one.event}
                  </Link>{" "}
                  <span className="text-muted-foreground">
                    {one.organizer}, {formatDay(one.startsAt, one.zone)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </PublicFrame>
  );
}

function factsOf(sponsor: PublicSponsor) {
  const budget = budgetWords(sponsor);
  return [
    ...(sponsor.audience ? [{ label: "Wants to reach", value: sponsor.audience }] : []),
    ...(sponsor.regions.length > 0 ? [{ label: "Regions", value: sponsor.regions.join(", ") }] : []),
    ...(budget ? [{ label: "Budget a sponsorship", value: budget }] : []),
    ...(sponsor.looksFor ? [{ label: "Looks for", value: sponsor.looksFor }] : []),
    ...(sponsor.website
      ? [
          {
            label: "Website",
            value: (
              <a
                href={sponsor.website}
                rel="noreferrer nofollow"
                className={`${textLink} inline-block min-h-6 break-all`}
              >
                {sponsor.website}
              </a>
            ),
          },
        ]
      : []),
  ];
}

/** "€1,000.00 to €5,000.00", with one end open when only the other is said. */
export function budgetWords(of: {
  budgetLeastMinor: bigint | null;
  budgetMostMinor: bigint | null;
  currency: string;
}): string {
  const money = (minor: bigint) => formatMoney(minor, of.currency);
  if (of.budgetLeastMinor !== null && of.budgetMostMinor !== null)
    return `${money(of.budgetLeastMinor)} to ${money(of.budgetMostMinor)}`;
  if (of.budgetMostMinor !== null) return `up to ${money(of.budgetMostMinor)}`;
  return of.budgetLeastMinor === null ? "" : `from ${money(of.budgetLeastMinor)}`;
}
