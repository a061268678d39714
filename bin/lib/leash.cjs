// Preloaded into every Node process the launcher starts: when the launcher is gone, even by kill -9, so are they.
// CommonJS, because `--require` is understood by every Node since 18. What such a process forks inherits this file,
// but its channel leads to its own parent: only a child of the launcher itself wears the leash.
if (process.connected && process.ppid === Number(process.env.GREENROOM_LAUNCHER)) {
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), 5000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // Waiting for that moment must not keep a process alive that has finished its work.
  process.channel.unref();
}
