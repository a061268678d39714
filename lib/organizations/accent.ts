/**
 * An organization's accent colour (`#rrggbb`, any of them) made safe to use on its public pages, in light and in dark:
 * words in it and words on it stand out by 4.5:1 (WCAG 2.2, 1.4.3), and a fill can be told from the page. A button is
 * known by its words, so its fill stays as bright as the organization chose it.
 */
export function accentColours(accent: string) {
  const own = parse(accent);
  const light = towards(own, black, lightPage, 1.5);
  const dark = towards(own, white, darkPage, 1.5);
  return {
    fill: hex(light),
    ink: inkOn(light),
    words: hex(towards(own, black, lightPage, 5.2)),
    fillDark: hex(dark),
    inkDark: inkOn(dark),
    wordsDark: hex(towards(own, white, darkPage, 6)),
  };
}

/** Black or white, whichever stands out more; the better of the two is never below 4.5:1. */
export const inkOn = (colour: Colour): string =>
  contrast(colour, black) >= contrast(colour, white) ? "#000000" : "#ffffff";

/** How far two colours stand apart, from 1 to 21 (WCAG 2.2). */
export function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

type Colour = readonly [red: number, green: number, blue: number];
const black: Colour = [0, 0, 0];
const white: Colour = [255, 255, 255];
/** The grounds on which accents stand, the less favourable ones: the page in light, a card in dark. */
const lightPage: Colour = [246, 248, 246];
const darkPage: Colour = [28, 33, 31];

export function parse(colour: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  return [red, green, blue];
}

const hex = (colour: Colour) => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** The colour itself when it stands out enough, else the least mixture with `end` that does. */
function towards(colour: Colour, end: Colour, ground: Colour, enough: number): Colour {
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = colour.map((part, at) => Math.round(part + ((end[at] ?? 0) - part) * share)) as unknown as Colour;
    if (contrast(mixed, ground) >= enough) return mixed;
  }
  return end;
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
