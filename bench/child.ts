import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Child<Hello> = {
  hello: Hello
  /** Processor time that it used so far, in microseconds. */
  cpu(): Promise<number>
  stop(): void
}

/** A server in a process of its own: it says its port (and what else) in its first message. */
export async function startChild<Hello extends { port: number }>(file: string, args: string[]): Promise<Child<Hello>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] })
  const hello = await new Promise<Hello>((resolve, reject) => {
    child.once('message', (message: Hello) => resolve(message))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  const cpu = () =>
    new Promise<number>((resolve) => {
      child.once('message', (used: number) => resolve(used))
      child.send('cpu')
    })
  return { hello, cpu, stop: () => void child.kill('SIGTERM') }
}

/** In the child: tells what processor time it used, whenever it is asked. */
export function answerAboutCpu(): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.(user + system)
  })
}
