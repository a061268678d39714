import { Stop } from "./stop.mjs";

/**
 * Keeps a process running: when it dies it is started again, each time after a longer pause. When it has died `most` times
 * in a row within `quick` milliseconds of its start, `giveUp(stop)` is called with the sentence instead.
 * `begin()` starts the process and resolves to it; `advice` ends the sentence.
 */
export function keep({ name, begin, say, giveUp, advice = "", quick = 15_000, most = 5, firstPause = 500 }) {
  let child;
  let ended = false;
  let deaths = 0;
  let timer;
  const first = go();
  return {
    /** Resolves when the first start has been made; rejects when it could not be. */
    first,
    child: () => child,
    /** The supervisor lets go: what dies from now on stays dead. */
    release() {
      ended = true;
      clearTimeout(timer);
    },
  };

  async function go() {
    const begun = Date.now();
    child = await begin();
    child.finished.then(({ code, signal }) => {
      if (ended) return;
      deaths = Date.now() - begun < quick ? deaths + 1 : 1;
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      if (deaths >= most) {
        giveUp(new Stop(`The ${name} process ${how}, ${deaths} times within moments of starting. ${advice}`.trim()));
        return;
      }
      const pause = Math.min(30_000, firstPause * 2 ** (deaths - 1));
      say(`The ${name} process ${how}; starting it again in ${pause / 1000} s.`);
      timer = setTimeout(() => go().catch((error) => !ended && giveUp(error)), pause);
    });
  }
}
