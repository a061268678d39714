"use client";

import { LoaderCircle } from "lucide-react";
import { useActionState, useEffect, useRef, useState } from "react";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { payOnPage } from "#lib/gateway/actions/page";

export type CardFormProps = {
  paymentId: string;
  amount: string;
  returnUrl: string;
  cancelUrl: string;
  cards: { number: string; words: string }[];
};

const empty = { number: "", expiry: "", cvc: "", name: "" };

/** Card number, expiry, CVC and name, written the way cards show them; and the cards that this gateway knows. */
export function CardForm({ paymentId, amount, returnUrl, cancelUrl, cards }: CardFormProps) {
  const [state, submit, pending] = useActionState(payOnPage, { done: false });
  const [card, setCard] = useState(() => ({ ...empty, ...textsOf(state.values) }));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.problem || state.result)
      form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus();
  }, [state]);
  const errors = state.problem?.fields;
  const answer = state.result;
  const type = (name: keyof typeof empty, shape: (text: string) => string) => ({
    name,
    value: card[name],
    onChange: (event: { target: { value: string } }) => setCard({ ...card, [name]: shape(event.target.value) }),
    className: "h-11 max-md:h-11 figures md:text-base",
  });
  // An answer ends this payment; what remains is the way back.
  if (answer) {
    const declined = answer.state === "declined";
    return (
      <div className="grid gap-4">
        <Alert variant={declined ? "destructive" : "info"} role="alert" className="text-base">
          <AlertTitle>{declined ? "Not paid" : "The bank has not answered yet"}</AlertTitle>
          <p>{answer.message}</p>
        </Alert>
        <Button asChild className="h-12 max-md:h-12 text-base">
          <a href={returnUrl}>{declined ? "Back to the shop, to try again" : "See your order"}</a>
        </Button>
      </div>
    );
  }
  return (
    <>
      <form ref={form} action={submit} noValidate className="grid gap-4 rounded-xl border bg-card p-4 shadow-xs sm:p-5">
        <input type="hidden" name="paymentId" value={paymentId} />
        {state.problem && !errors ? (
          <Alert variant="destructive" role="alert" tabIndex={-1}>
            <p>{state.problem.message}</p>
          </Alert>
        ) : null}
        <Field label="Card number" error={errors?.number} required>
          <Input
            {...type("number", inGroups)}
            inputMode="numeric"
            autoComplete="cc-number"
            placeholder="1234 1234 1234 1234"
            maxLength={23}
          />
        </Field>
        <div className="grid grid-cols-2 items-start gap-4">
          <Field label="Expiry" error={errors?.expiry} required>
            <Input
              {...type("expiry", withSlash)}
              inputMode="numeric"
              autoComplete="cc-exp"
              placeholder="MM/YY"
              maxLength={7}
            />
          </Field>
          <Field label="CVC" error={errors?.cvc} required>
            <Input {...type("cvc", digits)} inputMode="numeric" autoComplete="cc-csc" placeholder="123" maxLength={4} />
          </Field>
        </div>
        <Field label="Name on the card" error={errors?.name} required>
          <Input {...type("name", (text) => text)} autoComplete="cc-name" maxLength={120} />
        </Field>
        <Button
          type="submit"
          className="h-12 max-md:h-12 text-base aria-disabled:opacity-85"
          aria-disabled={pending}
          aria-busy={pending}
        >
          {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          {pending ? "Asking the bank…" : `Pay ${amount}`}
        </Button>
        <p role="status" className={pending ? "text-center text-muted-foreground text-sm" : "sr-only"}>
          {pending ? "This can take a few seconds. Do not close the page." : ""}
        </p>
      </form>
      <a href={cancelUrl} className="justify-self-center rounded-sm py-2 text-foreground underline underline-offset-4">
        Cancel and go back to the shop
      </a>
      <TestCards
        cards={cards}
        onUse={(number) => setCard({ number: inGroups(number), expiry: "12/34", cvc: "123", name: "Test Buyer" })}
      />
    </>
  );
}

function TestCards({ cards, onUse }: { cards: CardFormProps["cards"]; onUse: (number: string) => void }) {
  return (
    <section aria-labelledby="test-cards" className="rounded-xl border bg-card">
      <div className="border-b px-4 py-3">
        <h2 id="test-cards" className="font-semibold">
          Test cards
        </h2>
        <p className="text-muted-foreground text-sm">With any expiry to come and any CVC.</p>
      </div>
      <ul className="divide-y text-sm">
        {cards.map(({ number, words }) => (
          <li key={number} className="flex items-center justify-between gap-3 px-4 py-2.5">
            <span>
              <span className="figures block whitespace-nowrap font-medium">{inGroups(number)}</span>
              <span className="text-muted-foreground">{words}</span>
            </span>
            <Button
              variant="outline"
              className="needs-script h-9 max-md:h-11"
              aria-label={`Use ${inGroups(number)}`}
              onClick={() => onUse(number)}
            >
              Use
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const digits = (text: string) => text.replace(/\D/g, "");
const inGroups = (text: string) =>
  digits(text)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, "$1 ");
/** `1234` reads `12/34`; a lone `5` becomes `05/`, because no month begins with it. */
function withSlash(text: string): string {
  const plain = digits(/^[2-9]$/.test(text.trim()) ? `0${text}` : text).slice(0, 4);
  const over = text.endsWith("/") && plain.length === 1 ? `0${plain}` : plain;
  return over.length > 2 || text.endsWith("/") ? `${over.slice(0, 2)}/${over.slice(2)}` : over;
}
const textsOf = (values: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => name in empty && typeof value === "string"));
