import { createTransport } from 'nodemailer'

/** A mail with its words made, ready to leave. `id` is the outbox row: its Message-ID stays the same on every try. */
export type Letter = {
  id: string
  to: string
  /** Whose mail it is, beside the address of the installation. */
  fromName: string
  subject: string
  text: string
  html: string
  replyTo: string
  attachments?: { filename: string; content: string; contentType: string }[]
}

/** What the server said: `refused` is final (5xx), `later` is worth another try. Codes only, never an address. */
export type Delivery = { kind: 'sent' } | { kind: 'later'; code: string } | { kind: 'refused'; code: string }

/** `stillHolds` is asked when the server is ready for the letter: with false or a fault not a line of it leaves. */
export type Mailer = { send(letter: Letter, stillHolds: () => Promise<boolean>): Promise<Delivery> }

/** Mail over SMTP, one connection at a time. */
export function smtpMailer(url: string, from: string, messageIdHost: string): Mailer {
  const options = {
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  return {
    send: async (letter, stillHolds) => {
      const transport = createTransport(options)
      transport.use('stream', ({ message }, done) => {
        const make = message.createReadStream.bind(message)
        message.createReadStream = () => heldBack(make(), stillHolds)
        done()
      })
      try {
        await transport.sendMail(message(letter, from, messageIdHost))
        return { kind: 'sent' }
      } catch (error) {
        return failure(error)
      }
    },
  }
}

/** A letter is piped once the server said that it listens; until then seconds may pass, in which somebody stops. */
function heldBack<Stream extends NodeJS.ReadableStream & { destroy(error: Error): unknown }>(
  letter: Stream,
  stillHolds: () => Promise<boolean>,
): Stream {
  const pipe = letter.pipe.bind(letter)
  letter.pipe = (server) => {
    const look = async () => {
      if (!(await stillHolds())) throw new Error('The letter no longer holds')
      pipe(server)
    }
    look().catch((error: Error) => letter.destroy(error))
    return server
  }
  return letter
}

function message({ id, fromName, ...letter }: Letter, from: string, host: string) {
  return {
    ...letter,
    from: { name: fromName, address: addressIn(from) },
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** "City – Service <a@b>" or "a@b" */
const addressIn = (from: string): string => /<([^<>]+)>/.exec(from)?.[1] ?? from

function failure(error: unknown): Delivery {
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
  return status >= 500
    ? { kind: 'refused', code: String(status) }
    : { kind: 'later', code: status ? String(status) : code }
}
