import { redirect } from "next/navigation";
import { requirePlatform } from "#lib/session";

/** Whoever waits comes first. */
export default async function DeskPage() {
  await requirePlatform();
  redirect("/admin/people?f.state=pending_approval&view=waiting");
}
