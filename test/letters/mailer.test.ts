import { eq } from 'drizzle-orm'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { resend } from '../../db/outbox.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { outbox } from '../../db/schema.ts'
import { DAY_MS } from '../../src/domain/civil-date.ts'
import { sendDue } from '../../src/jobs.ts'
import { smtpMailer } from '../../src/letters/mailer.ts'
import { freshApp } from '../app.ts'
import { AMIRA, signUp } from '../people.ts'

type Answer = { code: number } | 'take' | 'drop'
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A real SMTP server that gives these answers after DATA, in turn; then it takes everything. */
async function smtpPeer(answers: Answer[]) {
  const seen: string[] = []
  const onData: SMTPServerOptions['onData'] = (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      seen.push(Buffer.concat(chunks).toString())
      const answer = answers.shift() ?? 'take'
      if (answer === 'take') return done()
      if (answer === 'drop') {
        for (const connection of peer.connections) connection.close()
        return
      }
      done(Object.assign(new Error('said no'), { responseCode: answer.code }))
    })
  }
  const peer = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData })
  peer.on('error', () => undefined)
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  closing.push(() => peer.close())
  const address = peer.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { seen, url: `smtp://127.0.0.1:${port}` }
}

async function appWith(answers: Answer[]) {
  const { seen, url } = await smtpPeer(answers)
  const mailer = smtpMailer(url, 'Stad Voorbeeld – Economie <economie@example.org>', 'example.org')
  const t = await freshApp({ mailer })
  const amira = await signUp(t, AMIRA)
  const row = async () => (await t.db.q.select().from(outbox).where(eq(outbox.participantId, amira.participantId)))[0]
  return { t, seen, amira, row }
}

const messageId = (mail: string) => /^Message-ID: (.+)$/im.exec(mail)?.[1]?.trim()

test('a mail arrives as text and html, from us, with an id of its own', async () => {
  const { t, seen, row } = await appWith([])
  expect(await sendDue(t.deps)).toBe(1)
  const mail = await PostalMime.parse(seen[0] ?? '')
  const sent = await row()
  expect(mail.subject).toBe('Je bent ingeschreven: we zoeken een peter of meter')
  expect(mail.to?.[0]?.address).toBe(AMIRA.email)
  expect(mail.from?.name).toBe('Stad Voorbeeld – Economie')
  expect(mail.messageId).toBe(`<${sent?.id}@example.org>`)
  expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
  expect(mail.text).toContain('/l/')
  expect(mail.html).toContain('Bevestig hier')
  expect(sent?.sentAt).toBe(t.clock.now)
})

test('a mail that was sent is not sent again', async () => {
  const { t, seen } = await appWith([])
  await sendDue(t.deps)
  t.clock.now += DAY_MS
  await sendDue(t.deps)
  expect(seen).toHaveLength(1)
})

test('"later" is tried again with longer pauses and the same Message-ID', async () => {
  const { t, seen, row } = await appWith([{ code: 451 }, { code: 451 }])
  await sendDue(t.deps)
  await sendDue(t.deps)
  expect(seen).toHaveLength(1)
  expect(await row()).toMatchObject({ attempts: 1, lastError: '451', sentAt: null, failedAt: null })

  t.clock.now += 61_000
  await sendDue(t.deps)
  t.clock.now += 61_000
  expect(await sendDue(t.deps)).toBe(0)
  t.clock.now += 60_000
  expect(await sendDue(t.deps)).toBe(1)
  expect(new Set(seen.map(messageId)).size).toBe(1)
  expect(seen).toHaveLength(3)
})

test('a refusal is final, stays visible, and staff can send it again', async () => {
  const { t, seen, row } = await appWith([{ code: 550 }])
  await sendDue(t.deps)
  t.clock.now += 10 * DAY_MS
  await sendDue(t.deps)
  expect(seen).toHaveLength(1)
  const refused = await row()
  expect(refused).toMatchObject({ lastError: '550', sentAt: null })
  expect(refused?.failedAt).not.toBeNull()

  expect(await resend(t.deps, refused?.id ?? '')).toBe('queued')
  expect(await sendDue(t.deps)).toBe(1)
})

test('a connection dropped after DATA loses nothing: the same mail goes again, with the same Message-ID', async () => {
  const { t, seen, row } = await appWith(['drop'])
  await sendDue(t.deps)
  expect((await row())?.sentAt).toBeNull()
  t.clock.now += 61_000
  expect(await sendDue(t.deps)).toBe(1)
  expect(seen).toHaveLength(2)
  expect(messageId(seen[0] ?? '')).toBe(messageId(seen[1] ?? 'none'))
})

test('a server that does not answer costs nothing but time', async () => {
  const t = await freshApp({ mailer: smtpMailer('smtp://127.0.0.1:1', 'a@example.org', 'example.org') })
  await signUp(t, AMIRA)
  await sendDue(t.deps)
  expect((await t.db.q.select().from(outbox))[0]).toMatchObject({ lastError: 'ESOCKET', failedAt: null })
})

test('two servers at once send each mail once', async () => {
  const { t, seen } = await appWith([])
  await Promise.all([sendDue(t.deps), sendDue(t.deps)])
  expect(seen).toHaveLength(1)
})

test('without a mailer mails wait, untouched', async () => {
  const t = await freshApp()
  await signUp(t, AMIRA)
  expect(await sendDue(t.deps)).toBe(0)
  expect((await t.db.q.select().from(outbox))[0]).toMatchObject({ attempts: 0, leaseUntil: 0 })
})

test('who withdrew gets one last mail, and the address goes with it', async () => {
  const { t, seen, amira } = await appWith([])
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  expect(await sendDue(t.deps)).toBe(1)
  expect((await PostalMime.parse(seen[0] ?? '')).subject).toBe('We hebben je gegevens gewist')
  const rows = await t.db.q.select().from(outbox)
  expect(rows.map(({ kind, address }) => [kind, address])).toEqual([['erased', null]])
})

test('a mail that left is sent again as a new mail with the same links; a last mail is not', async () => {
  const { t, seen, row, amira } = await appWith([])
  await sendDue(t.deps)
  expect(await resend(t.deps, (await row())?.id ?? '')).toBe('queued')
  expect(await sendDue(t.deps)).toBe(1)
  const links = await Promise.all(seen.map(async (mail) => (await PostalMime.parse(mail)).text?.match(/\/l\/\S+/)?.[0]))
  expect(links[0]).toBe(links[1])
  expect(new Set(seen.map(messageId)).size).toBe(2)

  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  await sendDue(t.deps)
  const [last] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'erased'))
  expect(await resend(t.deps, last?.id ?? '')).toBe('gone')
  expect(await resend(t.deps, 'nothing')).toBe('gone')
})
