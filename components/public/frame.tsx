import Link from "next/link";
import type { CSSProperties, ReactNode } from "react";
import { Visits } from "#components/analytics/visits";
import { cn } from "#components/ui/cn";
import type { VisitedPage } from "#lib/analytics/visit-log";
import { accentColours } from "#lib/organizations/accent";

export type Seller = { slug: string; name: string; accent: string; logo: string | null; supportEmail: string | null };

/** What surrounds every page that visitors see: the organizer's name and colour, and where to ask. */
export function PublicFrame({
  seller,
  quiet,
  counts,
  children,
}: {
  seller: Seller;
  /** A page whose visitors are counted when they agree: the organizer's programme, an event, a booking page. */
  counts?: Omit<VisitedPage, "org">;
  /** On the way to paying, nothing leads away but the name. */
  quiet?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(accented, "flex min-h-dvh flex-col text-base leading-6 max-md:has-[[data-bar]]:pb-20")}
      style={coloursOf(seller.accent)}
    >
      <a
        href="#main"
        className="sr-only rounded-md bg-card px-4 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to the content
      </a>
      <header data-print="hide" className="border-b bg-card">
        <div className="mx-auto flex h-14 w-full max-w-5xl items-center px-4 sm:px-6">
          <Link
            href={`/e/${seller.slug}`}
            prefetch={false}
            className="flex min-w-0 items-center gap-2.5 py-2 font-semibold"
          >
            {seller.logo ? (
              // biome-ignore lint/performance/noImgElement: a picture of our own of a few kilobytes
              <img src={seller.logo} alt="" className="h-8 max-w-32 shrink-0 rounded-sm object-contain" />
            ) : (
              <span
                aria-hidden
                className="grid size-8 shrink-0 place-content-center rounded-lg bg-primary text-primary-foreground text-sm"
              >
                {seller.name.slice(0, 1).toUpperCase()}
              </span>
            )}
            <span className="truncate">{seller.name}</span>
          </Link>
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-5xl grow px-4 py-6 sm:px-6 sm:py-8">
        {children}
      </main>
      <footer data-print="hide" className="border-t">
        <div className="mx-auto flex w-full max-w-5xl flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-6 text-muted-foreground text-sm sm:px-6">
          <p>
            {seller.supportEmail ? (
              <>
                Questions?{" "}
                <a href={`mailto:${seller.supportEmail}`} className={textLink}>
                  {seller.supportEmail}
                </a>
              </>
            ) : (
              `Questions? Ask ${seller.name}.`
            )}
          </p>
          {quiet ? null : <p>Tickets by Greenroom</p>}
        </div>
        {counts ? <Visits org={seller.slug} seller={seller.name} {...counts} /> : null}
      </footer>
    </div>
  );
}

export const textLink = "rounded-sm text-primary-text underline underline-offset-4 hover:no-underline";
/** Big enough for a thumb wherever there may be one. */
export const bigButton = "h-12 max-md:h-12 px-6 text-base aria-disabled:opacity-85";

/** Everything below that is coloured as primary takes the organizer's accent, in light and in dark. */
const accented =
  "[--away:var(--away-light)] [--primary-foreground:var(--ink)] [--primary-text:var(--words)] [--primary:var(--fill)] [--ring:var(--words)] dark:[--away:var(--away-dark)] dark:[--primary-foreground:var(--ink-dark)] dark:[--primary-text:var(--words-dark)] dark:[--primary:var(--fill-dark)] dark:[--ring:var(--words-dark)]";

function coloursOf(accent: string): CSSProperties {
  const { fill, ink, words, fillDark, inkDark, wordsDark } = accentColours(accent);
  const colours = {
    "--fill": fill,
    "--ink": ink,
    "--words": words,
    "--fill-dark": fillDark,
    "--ink-dark": inkDark,
    "--words-dark": wordsDark,
    // What is drawn on the colour moves away from the ink, so that it takes no contrast from words.
    "--away-light": ink === "#ffffff" ? "#000000" : "#ffffff",
    "--away-dark": inkDark === "#ffffff" ? "#000000" : "#ffffff",
  };
  return colours as CSSProperties;
}
