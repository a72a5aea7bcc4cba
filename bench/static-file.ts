import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/* A server that does nothing but give one file, packed. */
const [file = ''] = process.argv.slice(2)
const headers = { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Encoding': 'gzip', 'Cache-Control': 'no-cache' }

const server = createServer((_, response) => response.writeHead(200, headers).end(readFileSync(file)))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port })
})
process.once('SIGTERM', () => process.exit(0))
