"use server";

import { headers } from "next/headers";
import { publicAction } from "#lib/action";
import { platformAction, platformFormAction } from "#lib/system/desk/action";
import * as commands from "#lib/system/desk/commands";
import { BrowserFailure } from "#lib/system/desk/rules";
import { keepFailure } from "#lib/system/failures";

export const settleError = platformAction(commands.settleError);
export const replayJob = platformAction(commands.replayJob);
export const checkIntegrity = platformAction(commands.checkIntegrity);
export const checkAllIntegrity = platformAction(commands.checkAllIntegrity);
export const replayDeadJobs = platformAction(commands.replayDeadJobs);
export const setTier = platformFormAction(commands.setTier);
export const startImpersonation = platformFormAction(commands.startImpersonation);
export const endImpersonation = platformAction(commands.endImpersonation);

/** A page broke in a browser: what it says is counted, within limits, and the answer is the id to show. */
export const reportFailure = publicAction(async (_visitor, input: unknown) => {
  const { message, stack, path } = BrowserFailure.parse(input);
  const shownId = crypto.randomUUID().slice(0, 8);
  const requestId = (await headers()).get("x-request-id") ?? undefined;
  await keepFailure({ shownId, source: "browser", message, stack, path, requestId });
  return { id: shownId };
});
