/**
 * One way out, whatever ends the run: Ctrl-C, a signal, the loss of the process that started us, or a fault.
 * `last(reason)` does the stopping and resolves to the exit code; a second signal calls `hurry()`.
 */
export function onTheWayOut({ last, hurry = () => {} }) {
  let begun = 0;
  let settle;
  const over = new Promise((resolve) => {
    settle = resolve;
  });

  const leave = (reason) => {
    // npm and the terminal both pass on one and the same Ctrl-C; only a later one means impatience.
    if (begun) {
      if (reason.signal && Date.now() - begun > 1000) hurry();
      return over;
    }
    begun = Date.now();
    last(reason).then(settle, (error) => {
      console.error(error);
      settle(1);
    });
    return over;
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => leave({ signal }));
  process.on("uncaughtException", (error) => leave({ error }));
  process.on("unhandledRejection", (error) => leave({ error }));
  if (process.connected) process.on("disconnect", () => leave({ signal: "SIGTERM" }));
  watchNpm(() => leave({ signal: "SIGTERM" }));
  return { leave, over };
}

/** Started by npm, we go when npm goes, even when it was killed; started by a shell, we stay, as nohup wants it. */
function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event || process.connected || process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && gone(), 1000).unref();
}
