import { tagsOf } from "#lib/crm/rules";
import type { Cells, ImportFacts } from "#lib/system/imports/cells";
import { textCell } from "#lib/system/imports/cells";

const yes = /^(yes|y|true|1|x|ja|si|sí|oui|subscribed|opted[ -]?in|granted)$/i;
const no = /^(no|n|false|0|nein|non|unsubscribed|opted[ -]?out|withdrawn|cleaned)$/i;

/** A customer, as `crm.import_customer` takes it. The same address is the same person; without one, the same name and number. */
export function checkCustomer(cells: Cells, { stations }: ImportFacts) {
  const { get, wrong } = cells;
  const name = textCell(cells, "name", 120) || [get("firstName"), get("lastName")].filter(Boolean).join(" ");
  if (!name) wrong("name", "It has no name.");
  if (name.length > 120) wrong("name", `At most 120 characters; this has ${name.length}.`);
  const email = get("email").toLowerCase();
  if (email && !/^[^@\s]{1,64}@[^@\s]{1,189}$/.test(email))
    wrong("email", `“${email.slice(0, 60)}” is no e-mail address.`);
  const phone = textCell(cells, "phone", 40);
  const digits = phone.replace(/\D/g, "");
  if (phone && digits.length < 5) wrong("phone", `“${phone.slice(0, 40)}” is no telephone number.`);
  if (!email && !phone) wrong("email", "Neither an e-mail address nor a telephone number: nobody could be reached.");
  const tags = tagsOf(get("tags").replaceAll(";", ","));
  if (tags.length > 30 || tags.some((tag) => tag.length > 40)) wrong("tags", "At most thirty tags of 40 characters.");
  const place = get("station").toLowerCase();
  const station = stations.find((one) => one.name.toLowerCase() === place || one.slug === place);
  if (place && !station) {
    const names = stations.map((one) => one.name).join(", ");
    wrong("station", `“${place.slice(0, 60)}” is no station of yours. ${names ? `There are: ${names}.` : ""}`.trim());
  }
  const said = get("marketing");
  if (said && !yes.test(said) && !no.test(said))
    wrong("marketing", `“${said.slice(0, 40)}” is neither yes nor no. Empty means: never asked.`);
  const value = {
    ...{ name, phone, digits, tags },
    email: email || undefined,
    address: textCell(cells, "address", 400),
    notes: textCell(cells, "notes", 4000),
    stationId: station?.id,
    choice: said ? (yes.test(said) ? "granted" : "withdrawn") : undefined,
  };
  const unit = email ? `email:${email}` : `phone:${digits}|${name.toLowerCase()}`;
  return { value, key: unit, unit };
}
