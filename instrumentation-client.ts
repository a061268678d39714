/**
 * Before any page's scripts. The policy forbids making code of words, which zod would try once on each page that holds
 * a rule of a form: harmless, and reported as a violation all the same. Its settings are one global object
 * (zod/v4/core/core.js), so none of its code has to travel to every page for this.
 */
const settings = globalThis as typeof globalThis & { __zod_globalConfig?: { jitless?: boolean } };
settings.__zod_globalConfig = Object.assign(settings.__zod_globalConfig ?? {}, { jitless: true });

export {};
