/** Ends the run with one sentence for the person at the terminal; `detail` is printed above it. */
export class Stop extends Error {
  constructor(sentence, { detail = "", exitCode = 1 } = {}) {
    super(sentence);
    this.name = "Stop";
    this.detail = detail;
    this.exitCode = exitCode;
  }
}

/** A full disk says so in many voices; whichever it was, the person reads one sentence. Returns undefined for other faults. */
export function diskFull(text) {
  if (!/ENOSPC|no space left on device|disk quota exceeded|EDQUOT/i.test(text)) return undefined;
  return new Stop("The disk is full: free some space (about 2 GB for a first start) and run the command again.");
}

/** Turns whatever was thrown into what is printed and the exit code. */
export function lastWords(error) {
  const full = diskFull(`${error?.code ?? ""} ${error?.message ?? error} ${error?.detail ?? ""}`);
  const stop = full ?? (error instanceof Stop ? error : undefined);
  if (stop) return { text: [stop.detail, stop.message].filter(Boolean).join("\n"), exitCode: stop.exitCode };
  if (error?.code === "EACCES" || error?.code === "EPERM") {
    return {
      text: `Not allowed to use ${error.path ?? "a file of the checkout"}: it belongs to another user.`,
      exitCode: 1,
    };
  }
  return { text: error?.stack ?? String(error), exitCode: 1 };
}
