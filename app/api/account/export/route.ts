import { personalExport } from "#lib/users/answers";

/** Everything about the signed-in person, as a file. */
export const POST = personalExport;
