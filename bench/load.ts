import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type Load = { port: number; connections: number; milliseconds: number; nextRequest(): string | null }
export type LoadResult = {
  count: number
  perSecond: number
  p50: number
  p99: number
  statuses: Record<string, number>
}

/**
 * Sends requests over connections that are all open before the first one leaves: those that open on a busy server wait
 * for its accept, and would be counted as slow answers. One request at a time on each; stops by itself.
 */
export async function load({ port, connections, milliseconds, nextRequest }: Load): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const times: number[] = []
  const statuses: Record<string, number> = {}
  const startedAt = performance.now()
  const endsAt = startedAt + milliseconds

  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = nextRequest(); request !== null && performance.now() < endsAt; request = nextRequest()) {
        const sentAt = performance.now()
        const status = await exchange(socket, request)
        times.push(performance.now() - sentAt)
        statuses[status] = (statuses[status] ?? 0) + 1
      }
      socket.destroy()
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  times.sort((a, b) => a - b)
  return {
    count: times.length,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    statuses,
  }
}

/** A form post as a browser sends it. */
export function formPost(path: string, fields: [string, string][], origin: string): string {
  const body = new URLSearchParams(fields).toString()
  return [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Origin: ${origin}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')
}

export const median = (values: number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )

const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await once(socket, 'connect')
  return socket
}

/** Writes one request and reads one whole answer; gives its status. */
function exchange(socket: Socket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const hear = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      if (!isWhole(answer)) return
      socket.off('data', hear)
      socket.off('close', lost)
      resolve(answer.slice(9, 12))
    }
    const lost = () => reject(new Error('The server closed a connection'))
    socket.on('data', hear)
    socket.once('close', lost)
    socket.write(request)
  })
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const head = answer.slice(0, end).toLowerCase()
  if (head.includes('transfer-encoding: chunked')) return answer.endsWith('0\r\n\r\n')
  return answer.length >= end + 4 + Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0)
}
