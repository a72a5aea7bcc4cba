import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type PostOffice = {
  url: string
  letters: Email[]
  /** Waits for the letter to this address whose subject is like this. */
  letterTo(address: string, subject: RegExp): Promise<Email>
  close(): void
}

const PATIENCE_MS = 15_000

/** A real SMTP server on loopback that keeps every letter. */
export async function openPostOffice(): Promise<PostOffice> {
  const letters: Email[] = []
  const listeners = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        letters.push(await PostalMime.parse(Buffer.concat(chunks)))
        for (const look of listeners) look()
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address: AddressInfo | string | null = server.server.address()
  const port = address && typeof address === 'object' ? address.port : 0

  const letterTo = (to: string, subject: RegExp) =>
    new Promise<Email>((resolve, reject) => {
      const find = () => letters.find((letter) => letter.to?.[0]?.address === to && subject.test(letter.subject ?? ''))
      const timer = setTimeout(() => {
        const seen = letters.map((letter) => `${letter.to?.[0]?.address}: ${letter.subject}`)
        reject(new Error(`No letter to ${to} like ${subject}. There were:\n${seen.join('\n')}`))
      }, PATIENCE_MS)
      const look = () => {
        const letter = find()
        if (!letter) return
        clearTimeout(timer)
        listeners.delete(look)
        resolve(letter)
      }
      listeners.add(look)
      look()
    })
  return { url: `smtp://127.0.0.1:${port}`, letters, letterTo, close: () => server.close() }
}

/** The first link of a letter that leads to a page of ours. */
export function linkIn(letter: Email): string {
  const link = /https?:\/\/\S+\/l\/[\w-]+/.exec(letter.text ?? '')?.[0]
  if (!link) throw new Error(`No link in: ${letter.text}`)
  return link
}
