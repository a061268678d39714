import { notFound } from "next/navigation";
import { ErrorCardPage } from "#components/system/error-card-page";
import { errorById } from "#lib/system/desk/queries";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Error" };

/** By its own id, or by the one that somebody was shown. */
export default async function DeskErrorPage({ params }: PageProps<"/admin/errors/[error]">) {
  const { error: id } = await params;
  const [error, zone] = await readAtDesk({ what: "errors" }, (tx) => errorById(tx, decodeURIComponent(id)));
  if (!error) notFound();
  return <ErrorCardPage error={error} zone={zone} />;
}
