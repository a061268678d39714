import { FieldsPage } from "#components/events/fields-page";
import { fieldsOf } from "#lib/events/queries/registry";
import { read } from "#lib/session";

export const metadata = { title: "Event fields" };

export default async function EventFieldsPage() {
  return <FieldsPage fields={await read("events:write", fieldsOf)} />;
}
