/** Text that is HTML already; made by `html` and `raw` alone, so that everything else gets escaped. */
export type Html = { readonly html: string };
type Value = string | number | Html | readonly Html[] | null | undefined | false;

/** A template whose values are escaped unless they are `Html` themselves. Empty values leave nothing. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html => ({
  html: parts.reduce((text, part, i) => text + insert(values[i - 1]) + part),
});

/** Safe in text and in quoted attributes. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function insert(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (Array.isArray(value)) return value.map((one: Html) => one.html).join("");
  if (typeof value === "object") return (value as Html).html;
  return escaped(String(value));
}
