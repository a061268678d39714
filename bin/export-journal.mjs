/**
 * `npm run export:journal -- lantern-fields`: an organization's whole book as an hledger journal, so that another program
 * can check every figure. `--format=beancount` writes beancount's syntax, `--from=2026-01-01 --to=2026-12-31` only those
 * days, `--out=book.journal` into a file instead of the terminal. Reads the database of DATABASE_URL, or the one that a
 * running `npm start` keeps here.
 */
if (Number(process.versions.node.split(".")[0]) < 18) {
  console.error(`Greenroom needs Node 18 or newer to begin with; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import("./lib/entry.mjs").then((entry) => entry.enter(import.meta.url, "./export-journal-main.mjs"));
}
