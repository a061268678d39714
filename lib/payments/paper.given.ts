import { inflateSync } from "node:zlib";

/**
 * The words of a paper, line by line and page after page: what a reader of the file sees, from its own fonts' tables of
 * characters. Reads what `lib/payments/paper.ts` writes, not every PDF there is.
 */
export function wordsOf(pdf: Buffer): string[] {
  const file = pdf.toString("latin1");
  const objects = new Map(
    [...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, n = "", body = ""]) => [n, body]),
  );
  const streamOf = (body: string) => {
    const [, raw] = body.match(/stream\n([\s\S]*?)\nendstream/) ?? [];
    if (raw === undefined) return "";
    return body.includes("/FlateDecode") ? inflateSync(Buffer.from(raw, "latin1")).toString("latin1") : raw;
  };
  const refer = (body: string, key: string) => body.match(new RegExp(`/${key} (\\d+) 0 R`))?.[1] ?? "";
  const fonts = new Map<string, Map<number, string>>();
  for (const body of objects.values())
    for (const [, name = "", n = ""] of (body.match(/\/Font <<([\s\S]*?)>>/)?.[1] ?? "").matchAll(/\/(\w+) (\d+) 0 R/g))
      fonts.set(name, charactersOf(streamOf(objects.get(refer(objects.get(n) ?? "", "ToUnicode")) ?? "")));
  const lines: { y: number; text: string }[][] = [];
  for (const body of objects.values()) {
    if (!/\/Type \/Page\b/.test(body)) continue;
    lines.push(linesOf(streamOf(objects.get(refer(body, "Contents")) ?? ""), fonts));
  }
  return lines.flatMap((page) => page.map(({ text }) => text));
}

/** The texts of a page; those that stand at one height are one line. */
function linesOf(content: string, fonts: Map<string, Map<number, string>>) {
  const lines: { y: number; text: string }[] = [];
  let [font, y] = [new Map<number, string>(), 0];
  for (const [, tf, tm, tj] of content.matchAll(/\/(\w+) [\d.]+ Tf|[\d.-]+ ([\d.-]+) Tm|\[([^\]]*)\] TJ/g)) {
    if (tf) font = fonts.get(tf) ?? new Map();
    else if (tm) y = Math.round(Number(tm));
    else if (tj !== undefined) {
      const text = [...tj.matchAll(/<([0-9a-f]+)>/gi)]
        .flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? [])
        .map((code) => font.get(Number.parseInt(code, 16)) ?? "\uFFFD")
        .join("");
      const last = lines.at(-1);
      if (last?.y === y) last.text = `${last.text} ${text}`;
      else lines.push({ y, text });
    }
  }
  return lines;
}

/** A font's glyphs as characters, from its ToUnicode map (PDF 32000-1, 9.10.3). */
function charactersOf(map: string): Map<number, string> {
  const characters = new Map<number, string>();
  const text = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");
  for (const [, section = ""] of map.matchAll(/beginbfrange\n([\s\S]*?)\nendbfrange/g))
    for (const [, from = "", , list = ""] of section.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
      [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ""], at) => {
        characters.set(Number.parseInt(from, 16) + at, text(hex.replaceAll(" ", "")));
      });
  return characters;
}
