import { notFound } from "next/navigation";
import { DeskPerson } from "#components/system/desk-person";
import { deskChoices, personCard } from "#lib/system/desk/cards";
import { readAtDesk } from "#lib/system/desk/screen";

export const metadata = { title: "Person" };

export default async function DeskPersonPage({ params }: PageProps<"/admin/people/[person]">) {
  const { person: id } = await params;
  const [{ person, choices }, zone] = await readAtDesk({ what: "people" }, async (tx) => ({
    person: await personCard(tx, id),
    choices: await deskChoices(tx),
  }));
  if (!person) notFound();
  return <DeskPerson person={person} choices={choices} zone={zone} />;
}
