import { startServer } from './server.ts'

/** `npm start`. A setting that is missing or malformed ends it with 2; a port or a database that cannot be had, with 1. */
await startServer(process.env)
