import type { Instrumentation } from "next";

/** Once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("#lib/identity/start");
    start();
    const { reportFailures } = await import("#lib/system/failure-report");
    reportFailures();
  }
}

/** A page that broke while it was made: the screen shows the digest, and the platform's desk finds it by that. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { keepRequestFailure } = await import("#lib/system/failure-report");
  await keepRequestFailure(error, request);
};
