import { addresses } from "./lib/addresses.mjs";
import { ask, sideBySide } from "./lib/load.mjs";

const words = {
  list: "first page of 50",
  filtered: "50 by state and date",
  searched: "50 with an e-mail",
  "by total": "50 by amount",
  deep: "page 2,000 of 50",
};

/** The list of orders of somebody signed in, on 200,000 of them; by HTML, and by a click, which fetches data alone. */
export async function run({ web, bare, crowd, cookie, seconds, note }) {
  const { path, lists } = addresses(crowd.slug);
  const rows = [];
  for (const [name, search] of Object.entries(lists)) {
    const [first] = Object.keys(lists);
    const address = search ? `${path}?${search}` : path;
    const { body } = await ask({ ...web, path: address, headers: { cookie } });
    if (!body.includes("Orders") || !body.includes("/ticketing/orders/"))
      throw new Error(`${address} shows no orders.`);
    const floor = `${words[name]}, bare SQL`;
    const page = (headers) => ({ ...web, next: () => ({ path: address, headers: { cookie, ...headers } }), floor });
    const clicked = await click(web, address, cookie);
    const subjects = {
      [floor]: { ...bare, next: () => ({ path: encodeURI(`/bare/${name}`) }) },
      [`${words[name]}, tenant SQL`]: { ...bare, next: () => ({ path: encodeURI(`/tenant/${name}`) }), floor },
      [`${words[name]}, HTML`]: page({ accept: "text/html" }),
      ...(name === first && { [`${words[name]}, by a click`]: { ...web, next: () => clicked, floor } }),
    };
    rows.push(...(await sideBySide(subjects, { seconds, note, connections: name === first ? [1, 16] : [1] })));
  }
  return rows;
}

/** What a link asks for: the page's data alone. The address carries a digest of the headers, which the server says once. */
async function click(web, path, cookie) {
  const headers = { cookie, rsc: "1" };
  const { headers: answer } = await ask({ ...web, path, headers, status: 307 });
  const { pathname, search } = new URL(answer.location, `http://localhost:${web.port}`);
  return { path: pathname + search, headers };
}
