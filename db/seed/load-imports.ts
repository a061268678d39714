import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import type { ImportFacts } from "#lib/system/imports/cells";
import { checkRow } from "#lib/system/imports/checking";
import { rowsOf } from "#lib/system/imports/formats/detect";
import { type FoundRow, suggestMapping } from "#lib/system/imports/rules";

const guests = [
  ...[
    "Alba Ferrer",
    "Bruno Keller",
    "Clara Nowak",
    "Dario Lenz",
    "Elif Kaya",
    "Finn Aarts",
    "Greta Holm",
    "Hugo Prins",
  ],
  ...[
    "Ida Brandt",
    "Jonas Vermeer",
    "Kaja Lund",
    "Leon Marques",
    "Mila Sand",
    "Nils Oster",
    "Olga Petrov",
    "Pim de Boer",
  ],
];
const mail = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@guests.example`;

/**
 * Two files that a house brought along: the box office's bookings, which became orders of the next event, and a partner's
 * list that waits for somebody to look at its wrong rows.
 */
export async function loadImports(client: Client, { id, house, members }: Place) {
  const { rows } = await client.query<{
    id: string;
    zone: string;
    currency: string;
    starts_at: Date;
    tier: string;
    name: string;
  }>(
    `select e.id, e.zone, e.currency, e.starts_at, t.id as tier, t.name from events.events e
     join ticketing.ticket_tiers t on t.organization_id = e.organization_id and t.event_id = e.id
     where e.organization_id = $1 and e.state = 'published' and t.kind = 'admission' and t.quota - t.held - t.sold >= 40 and t.min_per_order = 1 and now() between t.sale_starts_at and t.sale_ends_at
       and not exists (select from ticketing.seating_sections s where s.organization_id = $1 and s.tier_id = t.id)
     order by e.starts_at, t.position limit 1`,
    [id],
  );
  const [event] = rows;
  if (!event) return;
  const by = memberOf(members, "organizer").userId;
  const facts = {
    ...{ kind: "orders", options: { eventId: event.id }, orgZone: house.zone, orgCurrency: event.currency },
    event: { zone: event.zone, currency: event.currency, startsAt: event.starts_at.toISOString(), venueId: null },
    tiers: [{ id: event.tier, name: event.name }],
  } as unknown as ImportFacts;
  const line = (name: string, n: number) => `BO-${1040 + n},${name},${mail(name)},${event.name},${1 + (n % 2)}`;
  const office = ["Order no.,Name,E-mail,Ticket,Qty", ...guests.map(line)];
  const done = await stage(client, {
    id,
    by,
    facts,
    name: "Box office, evening bookings.csv",
    text: office.join("\n"),
  });
  await client.query("update system.imports set state = 'committing', mode = 'skip' where id = $1", [done]);
  const made = await client.query<{ unit: string; subject: string }>(
    `select m.key as unit, m.value as subject from system.imports i,
       jsonb_each_text(ticketing.import_orders(i, array(select r.unit from system.import_rows r where r.import_id = i.id and r.state = 'good'))) m where i.id = $1`,
    [done],
  );
  await client.query(
    `with made as (select * from unnest($3::text[], $4::uuid[]) m (unit, subject)), kept as (
       insert into system.import_keys (organization_id, kind, scope, unit, import_id, subject_id) select $1, 'orders', $5, m.unit, $2, m.subject from made m)
     update system.import_rows r set state = 'done', subject_id = m.subject from made m where r.organization_id = $1 and r.import_id = $2 and r.unit = m.unit`,
    [id, done, made.rows.map(({ unit }) => unit), made.rows.map(({ subject }) => subject), event.id],
  );
  await client.query("update system.imports set state = 'committed', done = rows, finished_at = now() where id = $1", [
    done,
  ]);
  await client.query(
    "select ticketing.note($1, 'system.finish_import', 'system.imports', $2, jsonb_build_object('kind', 'orders', 'imported', $3::int, 'refused', 0))",
    [id, done, made.rowCount],
  );

  const partner = [
    "Booking,Customer,Mail,Ticket type,Tickets",
    `P-7001,Rosa Winter,rosa.winter@partner.example,${event.name},2`,
    `P-7002,Samir Haddad,samir.haddad@partner,example,${event.name},1`,
    `P-7003,Tove Lindqvist,,${event.name},1`,
    "P-7004,Uma Castell,uma.castell@partner.example,Backstage,1",
    `P-7005,Viktor Maas,viktor.maas@partner.example,${event.name},0`,
    `P-7006,Wanda Sorel,wanda.sorel@partner.example,${event.name},1`,
    `P-7006,Wanda Sorel,wanda.sorel@partner.example,${event.name},1`,
  ];
  await stage(client, { id, by, facts, name: "Partner shop, this week.csv", text: partner.join("\n") });
}

type File = { id: string; by: string; facts: ImportFacts; name: string; text: string };

/** Read and checked as the worker does it, through every state on the way. */
async function stage(client: Client, { id, by, facts, name, text }: File): Promise<string> {
  const found: FoundRow[] = [];
  for await (const row of rowsOf("orders", Buffer.from(text)).rows) found.push(row);
  const columns = Object.keys(found[0]?.data ?? {});
  const mapping = suggestMapping("orders", columns);
  const seen = new Set<string>();
  const checked = found.map((row, n) => {
    const { errors, ...rest } = checkRow({ ...row, n: n + 1, found: row.errors ?? [] }, { ...facts, mapping });
    const again = errors.length === 0 && seen.size === seen.add(rest.key).size;
    return {
      ...{ ...rest, at: row.at, data: row.data, state: errors.length > 0 ? "bad" : again ? "duplicate" : "good" },
      errors: again ? [{ column: "", message: "The same as an earlier row of this file." }] : errors,
    };
  });
  const count = (state: string) => checked.filter((row) => row.state === state).length;
  const { rows } = await client.query<{ id: string }>(
    `insert into system.imports (organization_id, kind, name, byte_size, format, columns, mapping, options, rows, good, bad, duplicates, done, created_by)
     values ($1, 'orders', $2, $3, 'csv', $4, $5, $6, $7, $8, $9, $10, $7, $11) returning id`,
    [
      ...[id, name, Buffer.byteLength(text)],
      JSON.stringify(columns.map((column) => ({ name: column, samples: samples(found, column) }))),
      ...[JSON.stringify(mapping), JSON.stringify({ ...facts.options, dates: "dmy", money: "none" }), checked.length],
      ...[count("good"), count("bad"), count("duplicate"), by],
    ],
  );
  const importId = rows[0]?.id ?? "";
  await client.query(
    `insert into system.import_rows (organization_id, import_id, n, at, data, state, value, key, unit, errors)
     select $1, $2, r.n, r.at, r.data, r.state, r.value, r.key, r.unit, r.errors
     from jsonb_to_recordset($3::jsonb) r (n int, at int, data jsonb, state text, value jsonb, key text, unit text, errors jsonb)`,
    [id, importId, JSON.stringify(checked)],
  );
  for (const state of ["uploaded", "read", "checking", "checked"])
    await client.query("update system.imports set state = $2 where id = $1", [importId, state]);
  return importId;
}

const samples = (rows: readonly FoundRow[], column: string) =>
  rows.slice(0, 3).flatMap(({ data }) => (data[column] ? [data[column]] : []));
