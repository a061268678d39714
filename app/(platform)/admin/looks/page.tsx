import { LooksPage } from "#components/system/looks-page";
import { recentImpersonations } from "#lib/system/desk/queries";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Looks" };

export default async function DeskLooksPage() {
  const [looks, zone] = await readAtDesk({ what: "impersonations" }, recentImpersonations);
  return <LooksPage looks={looks} zone={zone} now={new Date()} />;
}
