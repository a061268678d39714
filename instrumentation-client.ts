import { config } from "zod/v4/core";

/**
 * Before any page's scripts. The policy forbids making code of words, which zod would try once on each page that holds
 * a rule of a form: harmless, and reported as a violation all the same.
 */
config({ jitless: true });
