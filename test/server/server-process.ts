import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type ServerProcess = {
  url: string
  /** All that it said so far. */
  output(): string
  /** Waits until it says something like this; gives the first group. */
  says(pattern: RegExp): Promise<string>
  exit: Promise<number | null>
  stop(): void
}

/** A folder of its own for one test. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'peter-meter-'))

/** A port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** `npm start` as a real process, on a database of its own unless told otherwise. */
export async function startProcess(
  env: Record<string, string> = {},
  entry = 'src/node.ts',
  args: string[] = [],
): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort())
  const { NODE_ENV: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
    cwd: ROOT,
    env: {
      ...inherited,
      DATABASE_URL: `file:${join(temporaryFolder(), 'test.db')}`,
      BASE_URL: `http://localhost:${port}`,
      ...env,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = listen(child)
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { url: `http://localhost:${port}`, ...said, exit, stop: () => void child.kill('SIGTERM') }
}

const PATIENCE_MS = 40_000

function listen(child: ChildProcess): Pick<ServerProcess, 'output' | 'says'> {
  let output = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    output += chunk.toString()
    for (const look of waiting) look()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)

  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`It never said ${pattern}. It said:\n${output}`)), PATIENCE_MS)
      const look = () => {
        const match = pattern.exec(output)
        if (!match) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(match[1] ?? match[0])
      }
      waiting.add(look)
      look()
    })
  return { output: () => output, says }
}
