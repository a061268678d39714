import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { admin, given, type Organization } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { faults, house } from "#lib/payments/books.given";
import { beancountAccount, journalExport, type Syntax } from "#lib/payments/journal-export";
import { trialBalance } from "#lib/payments/queries/reports";
import { digitsOf } from "#lib/ref/rules";

const folder = mkdtempSync(join(tmpdir(), "book-"));
after(async () => {
  rmSync(folder, { recursive: true });
  await closeDatabase();
  await admin.end();
});

const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
const installed = (program: string) => run(program, "--version").error === undefined;
const accounts = [
  "assets:bank:main",
  "assets:bank:second",
  "income:other",
  "expenses:other",
  "equity:opening",
  "expenses:ads",
];
const currencies = ["USD", "EUR", "JPY", "KWD"];

/** So many postings at random: two to five lines in one or two currencies, over two years. */
async function randomBook(ours: Organization, count: number) {
  const any = <T>(of: readonly T[]) => of[Math.floor(Math.random() * of.length)] as T;
  const legs = (currency: string) => {
    const amounts = Array.from(
      { length: 1 + Math.floor(Math.random() * 3) },
      () => 1 + Math.floor(Math.random() * 1e7),
    );
    const signed = amounts.map((amount) => (Math.random() < 0.5 ? amount : -amount));
    const rest = -signed.reduce((all, one) => all + one, 0);
    const lines = rest === 0 ? [...signed, 5, -5] : [...signed, rest];
    return lines.map((amount_minor) => ({ account: any(accounts), currency, amount_minor }));
  };
  const documents = Array.from({ length: count }, (_, n) => ({
    organization_id: ours.id,
    kind: "manual",
    key: `random-${n}`,
    effective_on: new Date(Date.UTC(2024, 0, 1 + Math.floor(Math.random() * 700))).toISOString().slice(0, 10),
    currency: "USD",
    memo: any(["", "Coffee; milk | sugar", 'He said "no"', "Back\\slash ünd Łódź", "(x) 2024-01-01 * forged"]),
    lines: [...legs(any(currencies)), ...(n % 10 === 0 ? legs(any(currencies)) : [])],
  }));
  for (let from = 0; from < count; from += 500)
    await admin.query("select payments.post_documents($1::jsonb, null)", [
      JSON.stringify(documents.slice(from, from + 500)),
    ]);
}

async function write(who: Actor, syntax: Syntax): Promise<string> {
  const file = join(folder, `book.${syntax}`);
  const text = await readAsTenant(who, (tx) => Array.fromAsync(journalExport(tx, { syntax })));
  writeFileSync(file, text.join(""));
  return file;
}

/** `1,234.50` and the like, in minor units. */
function minorOf(text: string, currency: string): bigint {
  const [whole = "0", fraction = ""] = text.replaceAll(",", "").split(".");
  return BigInt(`${whole}${fraction.padEnd(digitsOf(currency), "0").slice(0, digitsOf(currency))}`);
}

/** Account, currency and amount out of a program's lines, `amount currency account` or `account amount currency`. */
function balancesIn(output: string, shape: RegExp, name: (code: string) => string) {
  const found = new Map<string, bigint>();
  for (const line of output.split("\n")) {
    const parts = shape.exec(line)?.groups;
    if (!parts) continue;
    const { account = "", currency = "", amount = "" } = parts;
    const minor = minorOf(amount, currency);
    if (minor !== 0n) found.set(`${name(account)} ${currency}`, minor);
  }
  return found;
}

/** This test's own reading of the text, which shares nothing with the writer: every indented line that ends in a currency. */
function reread(text: string, name: (code: string) => string) {
  const found = new Map<string, bigint>();
  for (const [, account = "", amount = "", currency = ""] of text.matchAll(
    /^ {2,4}(\S+) {2}(-?[\d.]+) ([A-Z]{3})$/gm,
  )) {
    const key = `${name(account)} ${currency}`;
    found.set(key, (found.get(key) ?? 0n) + minorOf(amount, currency));
  }
  return new Map([...found].filter(([, minor]) => minor !== 0n));
}

test("ten thousand random postings stand the same in hledger, ledger and beancount as in the database, to the last unit", async (t) => {
  const ours = await house();
  const finance = await given.person("finance", ours);
  await randomBook(ours, 10_000);
  const { rows, totals } = await readAsTenant(finance, (tx) => trialBalance(tx));
  assert.ok(totals.length === 4 && totals.every(({ balanced }) => balanced));
  const own = new Map(rows.map((row) => [`${row.code} ${row.currency}`, row.debitMinor - row.creditMinor]));
  const { rows: summed } = await admin.query(
    `select a.code || ' ' || e.currency as key, sum(e.amount_minor) as total from payments.entries e
     join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
     where e.organization_id = $1 group by 1 having sum(e.amount_minor) <> 0`,
    [ours.id],
  );
  assert.deepEqual(
    own,
    new Map(summed.map(({ key, total }) => [key, BigInt(total)]).toSorted() as [string, bigint][]),
    "balances are sums",
  );

  const [journal, bean] = [await write(finance, "hledger"), await write(finance, "beancount")];
  const plain = (code: string) => code;
  const lower = (code: string) => code.toLowerCase();
  assert.deepEqual(reread(readFileSync(journal, "utf8"), plain), own);
  assert.deepEqual(reread(readFileSync(bean, "utf8"), lower), own);
  const tampered = readFileSync(journal, "utf8").replace(
    /^( {4}\S+ {2}-?[\d.]*)(\d) USD$/m,
    (_, rest, last) => `${rest}${(Number(last) + 1) % 10} USD`,
  );
  assert.notDeepEqual(reread(tampered, plain), own, "one unit more in one line is seen");
  assert.equal(beancountAccount("assets:cash-drawer:0192-ab"), "Assets:Cash-drawer:0192-ab");

  if (installed("hledger")) {
    const checked = run("hledger", "-f", journal, "check", "balancednoautoconversion", "accounts", "commodities");
    assert.equal(checked.status, 0, checked.stderr);
    const said = run(
      "hledger",
      "-f",
      journal,
      "balance",
      "--flat",
      "--no-total",
      "--output-format=csv",
      "--layout=bare",
    );
    const theirs = balancesIn(
      said.stdout,
      /^"(?<account>[^"]+)","(?<currency>[A-Z]{3})","(?<amount>[-\d.,]+)"$/,
      plain,
    );
    assert.deepEqual(theirs, own);
    t.diagnostic(`hledger agrees on ${theirs.size} balances`);
  }
  if (installed("ledger")) {
    const said = run(
      "ledger",
      "-f",
      journal,
      "register",
      "--format",
      "%(account)\\t%(quantity(amount))\\t%(commodity(amount))\\n",
    );
    assert.equal(said.status, 0, said.stderr);
    const theirs = new Map<string, bigint>();
    for (const line of said.stdout.split("\n").filter(Boolean)) {
      const [account = "", amount = "", currency = ""] = line.split("\t");
      const key = `${account} ${currency}`;
      theirs.set(key, (theirs.get(key) ?? 0n) + minorOf(amount, currency));
    }
    assert.deepEqual(new Map([...theirs].filter(([, minor]) => minor !== 0n)), own);
    t.diagnostic("ledger agrees");
  }
  if (installed("bean-check") && installed("bean-query")) {
    const checked = run("bean-check", bean);
    assert.equal(checked.status, 0, checked.stderr + checked.stdout);
    const query = "select account, currency, sum(position) as total group by account, currency";
    const said = run("bean-query", "-f", "csv", bean, query);
    const shape = /^(?<account>[A-Z]\S+)\s*,(?<currency>[A-Z]{3})\s*,\s*"?(?<amount>-?[\d.,]+) +[A-Z]{3}"?\s*$/;
    const theirs = balancesIn(said.stdout, shape, lower);
    assert.deepEqual(theirs, own);
    t.diagnostic(`beancount agrees on ${theirs.size} balances`);
  }
  assert.deepEqual(await faults(ours), []);
});

test("npm run export:journal writes the same book, and says when there is none", async () => {
  const ours = await house();
  await given.person("finance", ours);
  await randomBook(ours, 20);
  const script = fileURLToPath(new URL("./journal-file.ts", import.meta.url));
  const made = run(process.execPath, "--conditions=react-server", script, ours.slug, '{"syntax":"hledger"}');
  assert.equal(made.status, 0, made.stderr);
  assert.equal(made.stdout.match(/^\d{4}-\d\d-\d\d \(/gm)?.length, 20);
  const none = run(process.execPath, "--conditions=react-server", script, "nobody-at-all");
  assert.equal(none.status, 1);
  assert.match(none.stderr, /no organization nobody-at-all/);
});
