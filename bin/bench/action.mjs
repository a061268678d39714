import { ask, sideBySide } from "./lib/load.mjs";

/**
 * Creating through a server action: "Get tickets" of the public page, posted as a browser without scripts posts it. One
 * request takes stock, writes the checkout, its hold and the log of stock, counts the visitor's tries, and answers with
 * the redirect. Against one bare row of a checkout, and against the function behind the action by itself.
 */
export async function run({ web, bare, crowd, seconds, note }) {
  const forms = await Promise.all(crowd.events.map((event) => formOf(web, crowd.slug, event)));
  const headers = () => ({ origin: `http://localhost:${web.port}`, "x-forwarded-for": address() });
  const floor = "a row, bare insert";
  return sideBySide(
    {
      [floor]: { ...bare, next: () => ({ path: "/hold/row", method: "POST" }) },
      "tickets held, function": { ...bare, next: () => ({ path: "/hold/function", method: "POST" }), floor },
      "tickets held, server action": {
        ...web,
        next: () => {
          const { path, type, body } = forms[Math.floor(Math.random() * forms.length)];
          return { path, method: "POST", status: 303, body, headers: { ...headers(), "content-type": type } };
        },
        floor,
      },
    },
    { seconds, note },
  );
}

/** The form of an event's page with one ticket chosen, as a multipart body. */
async function formOf(web, slug, event) {
  const path = `/e/${slug}/${event.slug}`;
  const { body: page } = await ask({ ...web, path, headers: { accept: "text/html" } });
  const [form] = page.match(/<form[^>]*>(?:(?!<\/form>).)*name="event"(?:(?!<\/form>).)*<\/form>/s) ?? [];
  if (!form) throw new Error(`${path} has no form to get tickets with.`);
  const fields = [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    attribute(input, "name"),
    attribute(input, "value"),
  ]);
  const data = new FormData();
  for (const [name, value] of [...fields, [`tickets.${event.tier}`, "1"]]) data.append(name, value);
  const encoded = new Response(data);
  return { path, type: encoded.headers.get("content-type"), body: Buffer.from(await encoded.arrayBuffer()) };
}

function attribute(input, name) {
  const text = input.match(new RegExp(` ${name}="([^"]*)"`))?.[1] ?? "";
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}

let turn = 0;
/** Each visitor has an address of their own, or the limiter would rightly stop them. */
function address() {
  turn += 1;
  return `10.${(turn >> 16) % 250}.${(turn >> 8) % 250}.${turn % 250}`;
}
