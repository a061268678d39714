import { Explainer } from "#components/identity/explainer";
import { asked } from "#lib/identity/asking";
import { openOrganization, read } from "#lib/session";

export const metadata = { title: "Who can do what?" };

export default async function AccessPage({ params, searchParams }: PageProps<"/[org]/identity/access">) {
  const search = await searchParams;
  const answer = await read("identity:read", (tx) => asked(tx, search));
  const { zone, name } = await openOrganization();
  return <Explainer slug={(await params).org} zone={zone} organization={name} {...answer} />;
}
