/** A reporter of node:test that writes only the totals, as JSON, for the closing line of `npm test`. */
export default async function* totals(source) {
  let counts = { passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 };
  for await (const event of source) {
    // Every file has a summary of its own; the one without a file is the whole run's.
    if (event.type === "test:summary" && event.data.file === undefined) counts = event.data.counts;
  }
  yield JSON.stringify(counts);
}
