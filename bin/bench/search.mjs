import { sideBySide } from "./lib/load.mjs";

/**
 * The command palette's endpoint over 200,000 orders and as many tickets, by what somebody types; p95 is to stay below
 * 150 ms. It looks where the person may look, so the floor is the same SQL in their signed transaction.
 */
export async function run({ web, bare, crowd, cookie, seconds, note }) {
  const rows = [];
  for (const [kind, words] of Object.entries(crowd.words)) {
    let turn = 0;
    const next = (address) => () => {
      turn += 1;
      return address(turn % words.length);
    };
    const floor = `${kind}, tenant SQL`;
    const path = (at) => `/api/${crowd.slug}/search?q=${encodeURIComponent(words[at])}`;
    const subjects = {
      [floor]: { ...bare, next: next((at) => ({ path: encodeURI(`/tenant/search ${kind} ${at}`) })) },
      [`${kind}, palette`]: { ...web, next: next((at) => ({ path: path(at), headers: { cookie } })), floor },
    };
    rows.push(...(await sideBySide(subjects, { seconds, note, connections: kind === "a name" ? [1, 16] : [1] })));
  }
  return rows;
}
