import { notFound } from "next/navigation";
import { DeskPerson } from "#components/system/desk-person";
import { personCard } from "#lib/system/desk/cards";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Person" };

export default async function DeskPersonPage({ params }: PageProps<"/admin/people/[person]">) {
  const { person: id } = await params;
  const [person, zone] = await readAtDesk({ what: "people" }, (tx) => personCard(tx, id));
  if (!person) notFound();
  return <DeskPerson person={person} zone={zone} />;
}
