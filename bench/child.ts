import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own: it says its port (and what else) in its first message. */
export async function startChild<Hello extends { port: number }>(
  file: string,
  args: string[],
): Promise<{ hello: Hello; stop(): void }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] })
  const hello = await new Promise<Hello>((resolve, reject) => {
    child.once('message', (message: Hello) => resolve(message))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  return { hello, stop: () => void child.kill('SIGTERM') }
}
