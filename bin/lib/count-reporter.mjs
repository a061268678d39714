/** A reporter of node:test that writes only the totals and what failed in which file, as JSON. */
export default async function* totals(source) {
  let counts = { passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 };
  const faults = [];
  for await (const event of source) {
    // Every file has a summary of its own; the one without a file is the whole run's.
    if (event.type === "test:summary" && event.data.file === undefined) counts = event.data.counts;
    if (event.type === "test:fail" && event.data.file) faults.push({ file: event.data.file, title: event.data.name });
  }
  yield JSON.stringify({ counts, faults });
}
