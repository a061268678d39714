import "server-only";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { type Choice, memberChoices, placeChoices } from "#lib/identity/form";
import { first } from "#lib/identity/paths";
import { explain, whoCan } from "#lib/identity/queries/explain";
import { type Permission, permissionWords } from "#lib/permissions";

type Asked = Record<string, string | string[] | undefined>;
const uuid = z.uuid().optional().catch(undefined);

/** What the explainer's address asks: `?person=&may=&at=`. What it does not know or cannot use, it leaves out. */
export async function asked(tx: TenantTx, search: Asked) {
  const [people, places] = [await memberChoices(tx), await placeChoices(tx)];
  const may = first(search.may);
  const permission = may && Object.hasOwn(permissionWords, may) ? (may as Permission) : undefined;
  const person = people.find((one) => one.id === uuid.parse(first(search.person)));
  const at = uuid.parse(first(search.at));
  const has = (list: readonly Choice[]) => list.some((one) => one.id === at);
  const place = { stationId: has(places.stations) ? at : undefined, eventId: has(places.events) ? at : undefined };
  return {
    people,
    places,
    question: { person, permission, at: place.stationId ?? place.eventId },
    verdict: person && permission ? await explain(tx, { userId: person.id, permission, ...place }) : null,
    holders: permission ? await whoCan(tx, { permission, ...place }) : null,
  };
}
