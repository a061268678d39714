import { readFileSync } from "node:fs";
import http from "node:http";

/**
 * As many requests as `connections` kept-alive connections bring through in `seconds`, after a warm-up:
 * `{ rate, p50, p95, cpu }`, milliseconds; `cpu` is what the process `pid` used for one request (Linux only).
 * `next()` says what to ask: `{ path, method, headers, body, status }`. An answer with another status ends the run: the
 * rate of an error page is worth nothing.
 */
export async function hammer({ port, pid, next, connections, seconds }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const turn = async (long) => {
    const times = [];
    const begun = performance.now();
    const until = begun + long * 1000;
    const before = cpuOf(pid);
    const one = async () => {
      do {
        const asked = performance.now();
        await ask({ port, agent, ...next() });
        times.push(performance.now() - asked);
      } while (performance.now() < until);
    };
    await Promise.all(Array.from({ length: connections }, one));
    const took = (performance.now() - begun) / 1000;
    const after = cpuOf(pid);
    times.sort((a, b) => a - b);
    return {
      rate: times.length / took,
      p50: at(times, 0.5),
      p95: at(times, 0.95),
      ...(before !== undefined && after !== undefined ? { cpu: (after - before) / times.length } : {}),
    };
  };
  try {
    await turn(Math.min(1, seconds / 3));
    return await turn(seconds);
  } finally {
    agent.destroy();
  }
}

/** One request to this machine; resolves to `{ status, headers, body, first }`, `first` being when the answer began. */
export function ask({ port, agent, path, method = "GET", headers = {}, body, status = 200 }) {
  return new Promise((resolve, reject) => {
    const asked = performance.now();
    const request = http.request(
      { host: "127.0.0.1", port, agent, path, method, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        const first = performance.now() - asked;
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === status) resolve({ headers: answer.headers, body: text, first });
          else
            reject(new Error(`${method} ${path} answered ${answer.statusCode}, not ${status}: ${text.slice(0, 300)}`));
        });
      },
    );
    request.setTimeout(30_000, () => request.destroy(new Error(`${method} ${path} did not answer in 30 s.`)));
    request.on("error", reject);
    request.end(body);
  });
}

/**
 * The subjects side by side, at 1 and at 16 connections, each set against the first floor that it names. `subjects` is
 * `{ [name]: { port, pid, next, floor } }`, floors first; a subject without a floor is one.
 */
export async function sideBySide(subjects, { seconds, note, connections = [1, 16] }) {
  const rows = [];
  for (const count of connections) {
    const rates = {};
    for (const [name, { floor, ...subject }] of Object.entries(subjects)) {
      note?.(`${name}, ${count}`);
      const found = await hammer({ ...subject, connections: count, seconds });
      rates[name] = found.rate;
      rows.push({
        name: `${name}, ${count} conn.`,
        value: found.rate,
        unit: "requests/s",
        p50: found.p50,
        p95: found.p95,
        cpu: found.cpu,
        ratio: floor ? found.rate / rates[floor] : undefined,
        floor,
      });
    }
  }
  return rows;
}

export const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Milliseconds of processor time so far, in the hundredths of a second that Linux counts in. */
function cpuOf(pid) {
  if (!pid || process.platform !== "linux") return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
