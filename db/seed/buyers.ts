import type { Random } from "#db/seed/random";

/** People who buy: names as they are common where a house sells, addresses at domains reserved for examples (RFC 2606). */
const dutch = {
  first:
    "Sophie Daan Lotte Thijs Fleur Sem Maud Jesse Roos Lars Eva Stijn Anouk Ruben Isa Koen Marit Niels Lieke Joris Fatima Youssef Amara Emre Noémie Thibault Charlotte Wouter Katrien Lukas Hannah Jonas Greta Felix Mathilde Inês Rui Beatriz".split(
      " ",
    ),
  last: "de Vries|Jansen|Bakker|Visser|Smit|Meijer|de Boer|Mulder|Peeters|Janssens|Maes|Claes|Dubois|Lambert|Schmidt|Weber|Wagner|Hoffmann|Koster|van Dijk|van den Berg|Hendriks|Dekker|Brouwer|El Amrani|Yilmaz|Costa|Ferreira|Sousa|van der Meer|Kuipers|Postma|Verhoeven|Willems|Bosman|Groen".split(
    "|",
  ),
};
const american = {
  first:
    "Emily Jason Ashley Brandon Grace Kevin Michelle Daniel Olivia Carlos Sofia Andrew Jasmine Tyler Hana Kenji Mei Vivian Alejandro Lucia Jordan Naomi Marcus Tiffany Ethan Rachel Nicole Anthony Leilani Patrick Wendy Derek Gabriela Sean Aaliyah Malik".split(
      " ",
    ),
  last: "Nguyen|Garcia|Kim|Johnson|Martinez|Tanaka|Williams|Lopez|Chen|Brown|Hernandez|Park|Davis|Ramirez|Lee|Miller|Torres|Wilson|Patel|Anderson|Flores|Thompson|Yamamoto|Rivera|Clark|Reyes|Walker|Cruz|Young|Castillo|Hughes|Ortega|Bennett|Sandoval|Foster|Delgado".split(
    "|",
  ),
};
const british = {
  first:
    "Amelia Oliver Freya Hugo Poppy Jasper Matilda Arthur Beatrix Rory Saoirse Callum Zara Imran Adaeze Tobias Margaux Antoine Giulia Matteo Camille Édouard Chiara Alessandro Ottilie Felix Priya Kofi Eleanor Barnaby Yuki Haruto Sakura Ren Philippa Gideon".split(
      " ",
    ),
  last: "Smith|Taylor|Ashworth|Bennett|Carrington|Davies|Ellison|Fielding|Grant|Hollis|Kaur|Khan|Lefèvre|Mancini|Moretti|Nash|Osei|Pemberton|Quinn|Rowe|Sharma|Sinclair|Rossi|Bernard|Laurent|Girard|Conti|Sato|Suzuki|Whitfield|Yates|Adeyemi|Barlow|Crawford|Doyle|Marchetti".split(
    "|",
  ),
};
const names = { NL: dutch, US: american, GB: british };

export type Buyer = { name: string; email: string };

/** Somebody new, or one of those who bought before: about a third come back. */
export function buyersOf(country: string, random: Random): () => Buyer {
  const { first, last } = names[country as keyof typeof names] ?? british;
  const known: Buyer[] = [];
  const taken = new Set<string>();
  return () => {
    if (known.length > 40 && random.chance(0.34)) return random.pick(known);
    const name = `${random.pick(first)} ${random.pick(last)}`;
    const local = plain(name);
    const domain = random.pick([
      "example.com",
      "example.com",
      "example.net",
      "example.org",
      "mail.example",
      "post.example",
    ]);
    let email = `${local}@${domain}`;
    for (let again = 0; taken.has(email); again += 1)
      email = `${local}${random.whole(again < 3 ? 2 : 100, again < 3 ? 99 : 9999)}@${domain}`;
    taken.add(email);
    const buyer = { name, email };
    known.push(buyer);
    return buyer;
  };
}

/** `Édouard de Vries` becomes `edouard.de.vries`. */
const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^a-zA-Z ]/g, "")
    .toLowerCase()
    .replaceAll(" ", ".");
