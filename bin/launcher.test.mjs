import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { takeLock } from "./lib/lock.mjs";
import { clearLeftovers } from "./lib/pg-leftovers.mjs";
import { freePort, readPort, refuseTakenPort } from "./lib/ports.mjs";
import { bornAt, isAlive, me } from "./lib/processes.mjs";
import { readSecrets, secretsFrom } from "./lib/secrets.mjs";
import { lastWords, Stop } from "./lib/stop.mjs";
import { keep } from "./lib/supervise.mjs";

function folder(t) {
  const made = mkdtempSync(path.join(os.tmpdir(), "greenroom-launcher-"));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A process that does nothing until it is ended. */
function idle(t, ...words) {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", ...words], { stdio: "ignore" });
  t.after(() => child.kill("SIGKILL"));
  return child;
}

test("a port in use is refused with the way around it, on either family of localhost", async (t) => {
  const server = net.createServer().listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address();
  await assert.rejects(
    refuseTakenPort(port, "0.0.0.0"),
    new RegExp(`Port ${port} is used by another program.*PORT=${port + 1}`),
  );
  await refuseTakenPort(await freePort(), "127.0.0.1");
  assert.notEqual(await freePort(port), port);
});

test("PORT must be a port", () => {
  for (const text of ["abc", "0", "65536", "3.5", "-1"])
    assert.throws(() => readPort(text), /whole number from 1 to 65535/);
  assert.equal(readPort(undefined), 3000);
  assert.equal(readPort("8080"), 8080);
});

test("secrets are made once, only their owner reads them, and what is missing later is added", (t) => {
  const file = path.join(folder(t), "private", "secrets.json");
  const first = readSecrets(file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(Buffer.from(first.CONTEXT_KEY, "base64").length, 32);
  assert.deepEqual(readSecrets(file), first);
  writeFileSync(file, JSON.stringify({ APP_PASSWORD: first.APP_PASSWORD }));
  const completed = readSecrets(file);
  assert.equal(completed.APP_PASSWORD, first.APP_PASSWORD);
  assert.notEqual(completed.SECRET_KEY, first.SECRET_KEY);
  assert.equal(secretsFrom({ SECRET_KEY: "mine", OTHER: "x" }, completed).SECRET_KEY, "mine");
  assert.ok(!("OTHER" in secretsFrom({ OTHER: "x" }, completed)));
  writeFileSync(file, "{ half");
  assert.throws(() => readSecrets(file), /is not readable JSON/);
});

test("a process is known by its birth, not by its number alone", async (t) => {
  const child = idle(t);
  const known = { pid: child.pid, born: bornAt(child.pid) };
  assert.ok(isAlive(known));
  assert.ok(!isAlive({ ...known, born: "another time" }));
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.ok(!isAlive(known));
});

test("a lock holds against the living, and is taken over from the dead and from a reused number", async (t) => {
  const place = folder(t);
  const file = path.join(place, "start.lock");
  const other = idle(t);
  writeFileSync(file, JSON.stringify({ pid: other.pid, born: bornAt(other.pid) }));
  await assert.rejects(
    takeLock("start", "an npm start", { folder: place }),
    new RegExp(`process ${other.pid}\\); stop that one`),
  );
  writeFileSync(file, JSON.stringify({ pid: other.pid, born: "before the last boot" }));
  const unlock = await takeLock("start", "an npm start", { folder: place });
  assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), me());
  unlock();
  assert.ok(!existsSync(file));
});

test("a postmaster.pid that names somebody else's process is removed, and that process left alone", (t) => {
  const data = path.join(folder(t), "data");
  mkdirSync(data);
  const file = path.join(data, "postmaster.pid");
  const stranger = idle(t);
  writeFileSync(file, `${stranger.pid}\n${data}\n`);
  clearLeftovers(data);
  assert.ok(!existsSync(file));
  assert.ok(bornAt(stranger.pid));
});

test("a server left behind on the data folder is stopped before a new one starts", async (t) => {
  const data = path.join(folder(t), "data");
  mkdirSync(data);
  // Looks to the system like a postgres of this folder, which is what the recognition goes by.
  const left = idle(t, "postgres", "-D", data);
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeFileSync(path.join(data, "postmaster.pid"), `${left.pid}\n${data}\n`);
  const over = once(left, "exit");
  clearLeftovers(data);
  assert.equal((await over)[1], "SIGINT");
  assert.ok(!existsSync(path.join(data, "postmaster.pid")));
});

test("a process that dies is started again, and after five quick deaths the run ends with a sentence", async () => {
  const said = [];
  const begun = [];
  const stop = await new Promise((resolve) => {
    keep({
      name: "web",
      begin: async () => {
        begun.push(Date.now());
        return { finished: Promise.resolve({ code: 1, signal: null }) };
      },
      say: (text) => said.push(text),
      giveUp: resolve,
      firstPause: 1,
    });
  });
  assert.equal(begun.length, 5);
  assert.equal(said.length, 4);
  assert.match(stop.message, /^The web process ended with code 1, 5 times within moments of starting\.$/);
});

test("whatever voice a full disk speaks in, the person reads one sentence; other faults keep their own words", () => {
  const voices = [
    Object.assign(new Error("write"), { code: "ENOSPC" }),
    new Stop("The build failed.", { detail: "could not extend file: No space left on device" }),
  ];
  for (const voice of voices) assert.match(lastWords(voice).text, /^The disk is full: /);
  assert.deepEqual(lastWords(new Stop("Newer.", { exitCode: 3 })), { text: "Newer.", exitCode: 3 });
  assert.match(
    lastWords(Object.assign(new Error("x"), { code: "EACCES", path: "/f" })).text,
    /^Not allowed to use \/f/,
  );
  assert.match(lastWords(new TypeError("a bug")).text, /a bug[\s\S]*at /);
});
