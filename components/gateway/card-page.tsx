import { FlaskConical } from "lucide-react";
import type { ReactNode } from "react";
import { CardForm } from "#components/gateway/card-form";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { type PaymentPage, testCards } from "#lib/gateway/rules";
import { formatMoney } from "#lib/money";

/** The payment page of the test gateway: another company's page by its looks, because that is what it stands for. */
export function CardPage({ payment }: { payment: PaymentPage }) {
  const amount = formatMoney(payment.amountMinor, payment.currency);
  return (
    <div className="flex min-h-dvh flex-col bg-secondary text-base leading-6">
      <p className="flex items-center justify-center gap-2 bg-warning px-4 py-2 text-center font-medium text-sm text-warning-foreground">
        <FlaskConical aria-hidden className="size-4 shrink-0" />
        Test gateway: no real money moves. Never type a real card here.
      </p>
      <main id="main" className="mx-auto grid w-full max-w-md grow content-start gap-5 px-4 py-8">
        <header>
          <p className="text-muted-foreground">{payment.description}</p>
          <h1 className="figures font-semibold text-3xl tracking-tight">
            {payment.state === "waiting" ? `Pay ${amount}` : amount}
          </h1>
        </header>
        <Step payment={payment} amount={amount} />
      </main>
      <footer className="px-4 py-6 text-center text-muted-foreground text-sm">Greenroom test gateway</footer>
    </div>
  );
}

function Step({ payment, amount }: { payment: PaymentPage; amount: string }) {
  const { state, failure, returnUrl, cancelUrl, id } = payment;
  if (state === "waiting") {
    const cards = testCards.map(({ number, words }) => ({ number, words }));
    return <CardForm paymentId={id} amount={amount} returnUrl={returnUrl} cancelUrl={cancelUrl} cards={cards} />;
  }
  if (state === "succeeded") {
    return (
      <Said variant="success" title="This is paid" way={returnUrl} words="Back to the shop">
        There is nothing more to do here.
      </Said>
    );
  }
  if (state === "processing") {
    return (
      <Said variant="info" title="The bank has not answered yet" way={returnUrl} words="See your order">
        Do not pay again: your order page says as soon as it knows.
      </Said>
    );
  }
  return (
    <Said
      variant="destructive"
      title={state === "failed" ? "Not paid" : "This payment is over"}
      way={state === "failed" ? returnUrl : cancelUrl}
      words={state === "failed" ? "Back to the shop, to try again" : "Back to the shop"}
    >
      {failure ?? "It was not paid in time, or the shop stopped it. Start again there."}
    </Said>
  );
}

function Said({
  variant,
  title,
  way,
  words,
  children,
}: {
  variant: "success" | "info" | "destructive";
  title: string;
  way: string;
  words: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-4">
      <Alert variant={variant} className="text-base">
        <AlertTitle>{title}</AlertTitle>
        <p>{children}</p>
      </Alert>
      <Button asChild className="h-12 max-md:h-12 text-base">
        <a href={way}>{words}</a>
      </Button>
    </div>
  );
}
