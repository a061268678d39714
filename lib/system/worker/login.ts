/**
 * A process has one pool of connections, and `db/tenant.ts` opens it when first imported. Import this before anything
 * else where it must be the worker's: only that login may read the queue and act for an organization unasked.
 */
delete process.env.APP_DATABASE_URL;
