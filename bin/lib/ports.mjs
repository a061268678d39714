import net from "node:net";
import { Stop } from "./stop.mjs";

/** A port of 127.0.0.1 that nobody listens on; `preferred` when it is free, so that an address survives a restart. */
export async function freePort(preferred) {
  if (preferred && (await isFree(preferred, "127.0.0.1"))) return preferred;
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Reads PORT: a whole number from 1 to 65535, 3000 when it is not set. */
export function readPort(text) {
  if (text === undefined || text === "") return 3000;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Stop(`PORT is "${text}", but a port is a whole number from 1 to 65535.`);
  }
  return port;
}

/**
 * Refuses in one sentence when the port is taken on `host`, or on the other address family of localhost: the browser
 * would reach that other program when the person types localhost.
 */
export async function refuseTakenPort(port, host) {
  for (const address of new Set([host, "127.0.0.1", "::1"])) {
    if (await isFree(port, address)) continue;
    throw new Stop(
      `Port ${port} is used by another program: stop it, or choose another port with PORT=${port + 1} npm start.`,
    );
  }
}

function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else if (error.code === "EACCES") {
        reject(
          new Stop(`Port ${port} may only be used by an administrator: choose one above 1023, such as PORT=3000.`),
        );
      } else if (["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"].includes(error.code)) resolve(true);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
