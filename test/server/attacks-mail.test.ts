import { readFileSync } from 'node:fs'
import { eq, isNull } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { saveAnswer, saveCorrection } from '../../db/introductions/answers.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { outbox, participant } from '../../db/schema.ts'
import { sendDue } from '../../src/jobs.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { smtpMailer } from '../../src/letters/mailer.ts'
import { paths } from '../../src/paths.ts'
import { ACCENT, mailHtml } from '../../views/mails.tsx'
import { alongWith, mailbox, type TestApp } from '../app.ts'
import { arrive, introduced, introductionOf, mailsTo } from '../introduced.ts'
import { AMIRA, BERT } from '../people.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A real SMTP server that takes its time: `meanwhile` happens after RCPT, before DATA. */
async function slowPeer(meanwhile: (to: string) => Promise<void>) {
  const seen: string[] = []
  const peer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => void meanwhile(address).then(() => done()),
    onData: (stream, _session, done) => {
      let mail = ''
      stream.on('data', (chunk: Buffer) => {
        mail += chunk
      })
      stream.on('end', () => {
        seen.push(mail)
        done()
      })
    },
  })
  peer.on('error', () => undefined)
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  closing.push(() => peer.close())
  const address = peer.server.address()
  return { seen, url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` }
}

const yes = async (t: TestApp, id: string, side: 'mentor' | 'mentee') =>
  saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer: 'yes', stop: 'stay', way: 'mail' })

test('who stops while the mail server thinks is in no mail that leaves after it', async () => {
  const { t, amira, bert, id } = await introduced()
  await yes(t, id, 'mentor')
  await yes(t, id, 'mentee')
  let stopped = false
  const { seen, url } = await slowPeer(async (to) => {
    if (stopped || to !== AMIRA.email) return
    stopped = true
    await withdraw(t.deps, bert.participantId, { actor: 'self' })
  })
  t.deps.mailer = smtpMailer(url, 'economie@example.org', 'example.org')
  await t.db.write([t.db.q.delete(outbox).where(eq(outbox.kind, 'receipt'))])

  await sendDue(t.deps)
  t.clock.now += 3_600_000
  await sendDue(t.deps)

  expect(stopped).toBe(true)
  const toAmira = seen.filter((mail) => mail.includes(`To: ${AMIRA.email}`)).join()
  expect(toAmira).not.toContain(BERT.email)
  expect(toAmira).not.toContain(BERT.name)
  expect(await mailsTo(t, amira.participantId)).toContain('duo-stopped')
  expect(await mailsTo(t, amira.participantId)).not.toContain('agreed')
})

test('a mail that cannot be made waits by itself, and the others leave', async () => {
  const { mailer, letters } = mailbox()
  const { t, amira } = await introduced({ mailer })
  const hers = eq(participant.id, amira.participantId)
  await t.db.client.execute('DROP TRIGGER participant_stays')
  await t.db.write([t.db.q.update(participant).set({ programme: 'of-a-later-version' }).where(hers)])

  await sendDue(t.deps)

  expect(letters.map(({ to }) => to)).toEqual([BERT.email, BERT.email])
  const waiting = await t.db.q.select().from(outbox).where(isNull(outbox.sentAt))
  expect(waiting.map(({ lastError, leaseUntil }) => ({ lastError, leaseUntil }))).toEqual([
    { lastError: 'Error', leaseUntil: 0 },
    { lastError: 'Error', leaseUntil: 0 },
  ])
})

test('after a yes its owner hears of it by mail, once, with a way back; nothing typed by the other is in it', async () => {
  const { t, bert, id } = await introduced()
  const page = await (await bert.phone.get(paths.introduction(id, 'mentor'))).text()
  const form = { ...alongWith(page), answer: 'yes' }
  await bert.phone.post(paths.answer(id, 'mentor'), form)
  await bert.phone.post(paths.answer(id, 'mentor'), form)

  expect((await mailsTo(t, bert.participantId)).filter((kind) => kind === 'said-yes')).toHaveLength(1)
  const unproved = await saidYes(t)
  expect(unproved?.subject).toBe('Je zei ja op een voorstel')
  expect(unproved?.text).toContain('een starter')
  expect(unproved?.text).toContain('Was jij dit niet')
  expect(`${unproved?.text}${unproved?.html}`).not.toMatch(/Amira|Testers|amira@/)

  await arrive(t, id, 'mentor')
  await saveCorrection(t.deps, { introduction: await introductionOf(t, id), side: 'mentor', way: 'phone' })
  expect(await saidYes(t)).toBeNull()
})

test('the second yes needs no such mail: both hear that both said yes', async () => {
  const { t, amira, bert, id } = await introduced()
  await yes(t, id, 'mentor')
  expect((await saidYes(t))?.text).toContain('Amira')
  await yes(t, id, 'mentee')

  expect(await mailsTo(t, amira.participantId)).not.toContain('said-yes')
  expect(await mailsTo(t, bert.participantId)).toContain('agreed')
  expect(await saidYes(t)).toBeNull()
})

async function saidYes(t: TestApp) {
  const [row] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'said-yes'))
  return row ? renderLetter(t.deps, row) : null
}

test('a mail has a heading, and the green of the pages', async () => {
  const css = readFileSync(new URL('../../static/app.css', import.meta.url), 'utf8')
  expect(/--accent: (#\w+);/.exec(css)?.[1]).toBe(ACCENT)
  const html = await mailHtml({
    subject: 'Je bent <ingeschreven>',
    name: null,
    lines: [],
    button: { label: 'Kijk', url: 'https://example.org/' },
    contact: '',
    signature: '',
    because: '',
    manageUrl: null,
  })
  expect(html).toContain('<h1>Je bent &lt;ingeschreven&gt;</h1>')
  expect(html).toContain(`background:${ACCENT}`)
})
