import { OperationsPage } from "#components/system/operations-page";
import { stuckJobs } from "#lib/system/desk/cards";
import { operations } from "#lib/system/desk/queries";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Operations" };

export default async function DeskOperationsPage() {
  const [found, zone] = await readAtDesk({ what: "operations" }, async (tx) => ({
    operations: await operations(tx),
    jobs: await stuckJobs(tx),
  }));
  return <OperationsPage {...found} zone={zone} />;
}
