import { Facts } from "#components/data/facts";
import { Time } from "#components/data/time";
import { DisconnectButton } from "#components/payments/processor-buttons";
import { ConnectForm } from "#components/payments/processor-connect";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { gatewayName } from "#lib/payments/processor/rules";

type Account = {
  id: string;
  gateway: string;
  state: string;
  providerAccount: string;
  keyHint: string;
  createdAt: Date;
};
type Props = {
  accounts: readonly Account[];
  isPlatform: boolean;
  zone: string;
  /** For the form: the account's id-to-be and the address that Stripe is to call. */
  next: { id: string; address: string };
};

/** Through whom the organization is paid, and how to change it. */
export function ProcessorAccount({ accounts, isPlatform, zone, next }: Props) {
  const active = accounts.find(({ state }) => state === "active");
  return (
    <div className="grid max-w-3xl gap-4">
      <Card>
        <CardHeader className={active ? undefined : "pb-4"}>
          <CardTitle>{active ? gatewayName(active.gateway) : "No account of your own"}</CardTitle>
          <CardDescription>
            {active
              ? isPlatform
                ? "It takes the payments of every organization that has no account of its own."
                : "Payments come straight to you. Your book keeps the processor's account."
              : isPlatform
                ? "Payments go through the built-in test gateway: no real money moves."
                : "The platform takes payments for you, and pays out what it owes you."}
          </CardDescription>
        </CardHeader>
        {active ? (
          <CardContent className="grid gap-4">
            <Facts
              facts={[
                {
                  label: "Account",
                  value: <code className="break-all font-mono text-xs">{active.providerAccount}</code>,
                },
                { label: "Key", value: `Ends in ${active.keyHint}. It is encrypted, and nobody can read it here.` },
                { label: "Connected", value: <Time at={active.createdAt} zone={zone} named /> },
              ]}
            />
            <div>
              <DisconnectButton accountId={active.id} />
            </div>
          </CardContent>
        ) : null}
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{active ? "Connect with other keys" : "Connect Stripe"}</CardTitle>
          <CardDescription>
            A test key keeps test money apart: it has a clearing account of its own in the books.
          </CardDescription>
        </CardHeader>
        <CardContent>
          <ConnectForm {...next} key={next.id} />
        </CardContent>
      </Card>
    </div>
  );
}
