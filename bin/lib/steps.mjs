/** Progress: one line per step with its time. Colour and a running clock on a terminal, plain lines in CI. */
export function progress(out = process.stdout) {
  const lively = Boolean(out.isTTY) && !process.env.NO_COLOR;
  const paint = (code, text) => (lively ? `\x1b[${code}m${text}\x1b[0m` : text);
  const say = (text = "") => out.write(`${text}\n`);

  /** Runs `work(note)`; `note(text)` sets the words shown beside the step's name. Resolves to what `work` returns. */
  async function step(name, work) {
    const begun = performance.now();
    let words = "";
    const note = (text) => {
      words = text;
    };
    const show = () => out.write(`\r\x1b[2K  ${paint(36, "•")} ${line(name, words, performance.now() - begun)}`);
    const beat = lively
      ? setInterval(show, 200)
      : setInterval(() => say(`  . ${line(name, "still running", performance.now() - begun)}`), 60_000);
    beat.unref();
    if (lively) show();
    try {
      const result = await work(note);
      finish(paint(32, "✓"));
      return result;
    } catch (error) {
      finish(paint(31, "✗"));
      throw error;
    }
    function finish(mark) {
      clearInterval(beat);
      if (lively) out.write("\r\x1b[2K");
      say(`  ${mark} ${line(name, words, performance.now() - begun, (text) => paint(2, text))}`);
    }
  }

  return { say, step, paint };
}

/** Seconds below two minutes, then minutes: 0.4 s, 93.0 s, 3 min 05 s. */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

function line(name, words, ms, dim = (text) => text) {
  return `${name.padEnd(22)} ${dim(words.slice(0, 56).padEnd(44))} ${duration(ms).padStart(8)}`;
}
