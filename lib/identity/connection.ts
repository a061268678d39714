import { type IncomingMessage, Server } from "node:http";

const believed = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-real-ip",
  "forwarded",
];
const kept = globalThis as typeof globalThis & { greenroomConnections?: true };

/**
 * Write down who is at the other end of each connection, before anything reads the request: the framework passes on
 * whatever a visitor claims in X-Forwarded-For. With `trustProxy` the last address that our own proxy added counts;
 * without it, claims are taken away.
 */
export function noteConnections(trustProxy: boolean): void {
  if (kept.greenroomConnections) return;
  kept.greenroomConnections = true;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...rest: unknown[]) {
    const request = rest[0] as IncomingMessage | undefined;
    if ((event === "request" || event === "upgrade") && request?.headers) note(request, trustProxy);
    return Reflect.apply(emit, this, [event, ...rest]);
  };
}

export function note({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): void {
  const forwarded = [headers["x-forwarded-for"]].flat().join(",").split(",").at(-1)?.trim();
  const address = (trustProxy && forwarded) || socket.remoteAddress || "unknown";
  if (!trustProxy) for (const name of believed) delete headers[name];
  headers["x-connection-address"] = address.replace(/^::ffff:(?=\d+\.)/, "");
}
