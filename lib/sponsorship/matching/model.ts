/**
 * Models that make a vector of a text. They run here, need no network, and give the same numbers for the same words: the
 * pieces of a text (words, and runs of four letters) are counted, hashed to a place of the vector (feature hashing, with
 * FNV-1a), and weighed by how rare they are among the organization's texts (TF-IDF). They know nothing of meaning: "beer"
 * and "ale" are strangers, "brewery" and "brewing" are kin. Another model joins by an entry in `models`.
 */
export type TextModel = {
  kind: string;
  label: string;
  hint: string;
  /** The cosine from which on two texts count as speaking of the same; decimal, as the database keeps it. */
  fullAt: string;
  /** What a version learns of the texts there are: one weight a place. */
  fit: (texts: readonly string[]) => number[];
  /** A vector of length 1, or of zeros where there are no words; `idf` is what the version learned. */
  embed: (text: string, idf: readonly number[]) => number[];
};

type Piece = readonly [text: string, weight: number];

export const models = {
  "hashed-ngrams-1024": hashed({
    kind: "hashed-ngrams-1024",
    label: "Words and parts of words",
    hint: "Sees that brewery and brewing are kin. Forgives spelling.",
    places: 1024,
    fullAt: "0.300000",
    pieces: (word) => [[word, 1], ...runs(word).map((run): Piece => [`#${run}`, 0.35])],
  }),
  "hashed-words-1024": hashed({
    kind: "hashed-words-1024",
    label: "Whole words only",
    hint: "Stricter: only the same word counts as the same.",
    places: 1024,
    fullAt: "0.250000",
    pieces: (word) => [[word, 1]],
  }),
} as const satisfies Record<string, TextModel>;
export type ModelKind = keyof typeof models;

/** What an organization begins with. */
export const firstModel: ModelKind = "hashed-ngrams-1024";
export const modelOf = (kind: string): TextModel | undefined =>
  kind in models ? models[kind as ModelKind] : undefined;

type Hashing = Omit<TextModel, "fit" | "embed"> & { places: number; pieces: (word: string) => readonly Piece[] };

function hashed({ places, pieces, ...about }: Hashing): TextModel {
  /** How often each piece is there, and its weight. */
  const counted = (text: string) => {
    const counts = new Map<string, { times: number; weight: number }>();
    for (const word of wordsOf(text))
      for (const [piece, weight] of pieces(word)) {
        const one = counts.get(piece) ?? { times: 0, weight };
        one.times += 1;
        counts.set(piece, one);
      }
    return counts;
  };
  return {
    ...about,
    fit: (texts) => {
      const found = new Array<number>(places).fill(0);
      for (const text of texts) {
        const here = new Set([...counted(text).keys()].map((piece) => hash(piece) % places));
        for (const place of here) found[place] = (found[place] ?? 0) + 1;
      }
      return found.map((times) => Math.fround(Math.log((1 + texts.length) / (1 + times)) + 1));
    },
    embed: (text, idf) => {
      const vector = new Array<number>(places).fill(0);
      for (const [piece, { times, weight }] of counted(text)) {
        const at = hash(piece);
        // Half of the pieces count downwards, so that strangers that share a place cancel out on average.
        const signed = ((at >>> 20) & 1 ? -1 : 1) * weight * (1 + Math.log(times));
        vector[at % places] = (vector[at % places] ?? 0) + signed;
      }
      const weighed = vector.map((value, place) => value * (idf[place] ?? 1));
      const length = Math.sqrt(weighed.reduce((sum, value) => sum + value * value, 0));
      return weighed.map((value) => (length === 0 ? 0 : Math.fround(value / length)));
    },
  };
}

/** Small words that every text has. */
const common = new Set(
  "a about all also an and any are as at be been but by can every for from get gets has have here his how in into is it its more most no not of on one or our out over so than that the their them there they this to up us was we were what when where which who whoever will with you your".split(
    " ",
  ),
);

/** Words in small letters without accents and without the s of the plural. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => word.length > 1 && !common.has(word))
    .map((word) => (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word));

/** Runs of four letters; `_` stands for the edges of the word. */
const runs = (word: string): string[] => {
  const edged = `_${word}_`;
  return word.length < 4 ? [] : Array.from({ length: edged.length - 3 }, (_, at) => edged.slice(at, at + 4));
};

/** FNV-1a, 32 bits, over UTF-16 units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return state;
}
