import Link from "next/link";
import type { ReactNode } from "react";
import { CheckoutForm } from "#components/public/checkout-form";
import { Countdown } from "#components/public/countdown";
import { bigButton, PublicFrame, textLink } from "#components/public/frame";
import { Purchase } from "#components/public/purchase";
import { addressWith } from "#components/public/wanted";
import { Watch } from "#components/public/watch";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { formatMoney } from "#lib/money";
import { changePayment, giveTicketsBack } from "#lib/ticketing/actions/visitor";
import type { CheckoutView } from "#lib/ticketing/rules";
import { formatRange, zoneWords } from "#lib/time";

export type CheckoutPageProps = {
  token: string;
  attempt: string;
  checkout: CheckoutView;
  /** The payment that was begun here, when this browser began it. */
  started?: { order: string; pay: string; name: string; email: string };
};

export function CheckoutPage(props: CheckoutPageProps) {
  const { checkout } = props;
  const { organization, event } = checkout;
  return (
    <PublicFrame seller={organization} quiet>
      <div className="mx-auto grid max-w-4xl items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(19rem,23rem)] md:gap-10">
        <div className="grid gap-5">
          <h1 className="font-semibold text-2xl tracking-tight">{titles[checkout.state]}</h1>
          <Step {...props} />
        </div>
        <section
          aria-labelledby="summary"
          className="rounded-xl border bg-card p-4 shadow-xs max-md:row-start-1 sm:p-5"
        >
          <h2 id="summary" className="font-semibold">
            {event.name}
          </h2>
          <p className="figures mb-3 text-muted-foreground text-sm">
            {formatRange(event.startsAt, event.endsAt, event.zone)} ({zoneWords(event.startsAt, event.zone)})
          </p>
          <div className="border-t pt-2">
            <Purchase {...checkout} />
          </div>
        </section>
      </div>
    </PublicFrame>
  );
}

const titles: Record<CheckoutView["state"], string> = {
  open: "Your details",
  paying: "Your payment has begun",
  completed: "These tickets are yours",
  expired: "Your time is over",
  cancelled: "You gave the tickets back",
};

function Step(props: CheckoutPageProps) {
  const { state } = props.checkout;
  if (state === "open") return <Open {...props} />;
  if (state === "paying") return <Paying {...props} />;
  if (state === "completed") return <Completed {...props} />;
  return <Over {...props} />;
}

function Open({ token, attempt, checkout, started }: CheckoutPageProps) {
  const { organization, totalMinor, currency, failure, secondsLeft, quantity } = checkout;
  const free = totalMinor === 0n;
  return (
    <>
      <Countdown key={secondsLeft} seconds={secondsLeft} />
      {failure ? (
        <Alert variant="warning" role="alert" className="text-base">
          <AlertTitle>The last payment did not go through</AlertTitle>
          <p>{failure} Your tickets are still held.</p>
        </Alert>
      ) : null}
      <CheckoutForm
        token={token}
        attempt={attempt}
        label={
          free ? (quantity === 1 ? "Get the ticket" : "Get the tickets") : `Pay ${formatMoney(totalMinor, currency)}`
        }
        seller={organization.name}
        known={started}
        questions={checkout.questions}
        items={checkout.items}
      />
      <form action={giveTicketsBack} className="justify-self-center">
        <input type="hidden" name="token" value={token} />
        <Button type="submit" variant="ghost" className="h-11 max-md:h-11 px-4">
          Cancel and give the tickets back
        </Button>
      </form>
    </>
  );
}

/** Somebody who came back from the gateway: with the card not entered, or entered and not answered yet. */
function Paying({ token, started }: CheckoutPageProps) {
  return (
    <>
      <Watch every={3} />
      <p>
        If you have paid, there is nothing more to do here: your tickets appear on the page of your order. If you have
        not, the tickets are still held for you.
      </p>
      <div className="grid gap-3">
        {started ? (
          <>
            <Button asChild className={bigButton}>
              <Link href={started.pay} prefetch={false}>
                Continue to the payment
              </Link>
            </Button>
            <Button asChild variant="outline" className={bigButton}>
              <Link href={started.order} prefetch={false}>
                I have paid: show my order
              </Link>
            </Button>
          </>
        ) : null}
        <form action={changePayment} className="grid">
          <input type="hidden" name="token" value={token} />
          <Button type="submit" variant="outline" className={bigButton}>
            Stop that payment and change my details
          </Button>
        </form>
      </div>
    </>
  );
}

function Completed({ started }: CheckoutPageProps) {
  return (
    <>
      <p>They are paid, and on their way to your mailbox.</p>
      {started ? (
        <Button asChild className={bigButton}>
          <Link href={started.order} prefetch={false}>
            Show the tickets
          </Link>
        </Button>
      ) : null}
    </>
  );
}

function Over({ checkout: { organization, event, items, state }, started }: CheckoutPageProps): ReactNode {
  return (
    <>
      <p>
        {state === "expired"
          ? "The tickets were held for you and went back on sale. Your choice is kept: if they are still there, you can have them again."
          : "They are on sale again."}
      </p>
      <Button asChild className={bigButton}>
        <a href={addressWith(organization.slug, event.slug, items)}>Choose the same tickets again</a>
      </Button>
      {state === "expired" && started ? (
        <p className="text-muted-foreground">
          Did you pay?{" "}
          <Link href={started.order} prefetch={false} className={textLink}>
            See your order
          </Link>{" "}
          before you pay again.
        </p>
      ) : null}
    </>
  );
}
