/**
 * Bank account numbers as the standards define them. Pure: the browser checks what is typed with the same code.
 */

/** Length of an IBAN by country (ISO 13616 registry). */
const lengths: Record<string, number> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18
   FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21
   LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27
   ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Without spaces and hyphens, in capitals. */
export const compact = (text: string) => text.replace(/[\s-]/g, "").toUpperCase();

/** What is wrong with an IBAN, as a sentence; null when nothing is (ISO 13616: country, length, mod 97). */
export function ibanFault(text: string): string | null {
  const iban = compact(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return "An IBAN begins with two letters and two digits.";
  const length = lengths[iban.slice(0, 2)];
  if (length === undefined) return `No IBAN begins with ${iban.slice(0, 2)}.`;
  if (iban.length !== length)
    return `An IBAN of ${iban.slice(0, 2)} has ${length} characters; this one has ${iban.length}.`;
  if (/^..(00|01|99)/.test(iban) || mod97(iban) !== 1)
    return "The check digits do not fit: a character is wrong or two are swapped.";
  return null;
}

/** The four first characters go to the end, letters count from 10, and the remainder is taken digit by digit. */
function mod97(iban: string): number {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4))
    for (const digit of Number.parseInt(sign, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** Nine digits, the weighted sum of which is a multiple of ten (ABA routing number: weights 3, 7, 1). */
export function routingFault(text: string): string | null {
  const digits = compact(text);
  if (!/^\d{9}$/.test(digits)) return "A routing number has nine digits.";
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * ([3, 7, 1][i % 3] ?? 0), 0);
  if (sum === 0 || sum % 10 !== 0) return "The check digit does not fit: a digit is wrong or two are swapped.";
  return null;
}

/** Four characters of the bank, two of a country, two of the place, and three of the branch or none (ISO 9362). */
export const bicFault = (text: string) =>
  /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(compact(text))
    ? null
    : "A BIC has 8 or 11 characters, such as COBADEFF or COBADEFFXXX.";

/** `DE89 3704 …` in groups of four, for reading aloud. */
export const grouped = (number: string) => number.replace(/(.{4})(?=.)/g, "$1 ");
