import { RulesPage } from "#components/organizations/rules-page";
import { rulesForm } from "#lib/organizations/form";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Second person" };

export default async function ApprovalRulesPage({ params }: PageProps<"/[org]/settings/rules">) {
  const form = await read("organizations:rules", rulesForm);
  const { currency } = await openOrganization();
  return <RulesPage slug={(await params).org} currency={currency} {...form} />;
}
