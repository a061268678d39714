import type { Person } from "#db/seed/plan";
import type { Role } from "#lib/permissions";

/** Everybody who can sign in to the demo, in the order in which a start prints them. Nobody of them exists. */
export const password = "greenroom-demo";

const at =
  (organization: string) =>
  (local: string, name: string, role: Role, station?: string): Person => ({
    email: `${local}@${organization}.example`,
    name,
    grants: [{ organization, role, ...(station ? { station } : {}) }],
  });
const greenroom = at("greenroom");
const lantern = at("lantern-fields");
const ember = at("ember-and-rice");
const vire = at("maison-vire");

export const people: readonly Person[] = [
  greenroom("admin", "Robin Hale", "super_admin"),
  greenroom("books", "Ines Moreau", "finance"),

  lantern("noor", "Noor van Asselt", "admin"),
  lantern("bram", "Bram Kuyper", "organizer"),
  lantern("jasmijn", "Jasmijn Oudhof", "organizer"),
  lantern("wout", "Wout Terlinden", "manager", "amsterdam"),
  lantern("elise", "Elise Vandamme", "manager", "brussels"),
  lantern("hanneke", "Hanneke Straatman", "finance"),
  lantern("milan", "Milan Achterberg", "staff"),
  lantern("yara", "Yara Benhaddou", "staff"),
  lantern("ruben", "Ruben de Wit", "scanner"),
  lantern("pieter", "Pieter Goossen", "viewer"),
  lantern("sponsor", "Femke Dijkhuis", "sponsor"),

  ember("maya", "Maya Ishikawa", "admin"),
  ember("diego", "Diego Altamirano", "organizer"),
  ember("keiko", "Keiko Brandvold", "manager", "los-angeles"),
  ember("luis", "Luis Ferrante", "manager", "san-diego"),
  ember("tasha", "Tasha Whitlock", "manager", "las-vegas"),
  ember("omar", "Omar Lindqvist", "finance"),
  ember("june", "June Castellano", "staff"),
  ember("nina", "Nina Castleberry", "scanner"),
  ember("theo", "Theo Ramsbottom", "viewer"),
  ember("sponsor", "Priya Hargrove", "sponsor"),

  vire("celeste", "Céleste Aubrac", "admin"),
  vire("rupert", "Rupert Ainsley", "organizer"),
  vire("imogen", "Imogen Fairweather", "manager", "london"),
  vire("bastien", "Bastien Lacaze", "manager", "paris"),
  vire("harriet", "Harriet Okafor", "finance"),
  vire("dev", "Dev Malhotra", "staff"),
  vire("amelie", "Amélie Fournier", "scanner"),
  vire("clara", "Clara Winterbourne", "viewer"),
  vire("sponsor", "Lorenzo Tassinari", "sponsor"),

  {
    email: "sanne@two-ledgers.example",
    name: "Sanne de Ridder",
    grants: [
      { organization: "lantern-fields", role: "finance" },
      { organization: "maison-vire", role: "viewer" },
    ],
  },
  { email: "tomas@farol-sounds.example", name: "Tomás Figueira", grants: [], state: "pending_approval" },
  {
    email: "kyle@ember-and-rice.example",
    name: "Kyle Brandt",
    grants: [{ organization: "ember-and-rice", role: "staff", station: "las-vegas" }],
    state: "suspended",
    reason: "Left the company; access ended on the last working day.",
  },
];
