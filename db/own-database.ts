import pg from "pg";

/** Makes the named database on the server of SHARED_DATABASE_URL and sets it up; see own-database.given.ts. */
const server = new pg.Client({ connectionString: process.env.SHARED_DATABASE_URL });
await server.connect();
// Set-up also says what the server's roles are, which two cannot do at once.
await server.query("select pg_advisory_lock(hashtextextended('own database', 0))");
await server.query(`create database ${process.argv[2]}`);
await import("#db/setup");
await server.end();
