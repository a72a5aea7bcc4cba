import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { insertMails } from '../../db/outbox.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { audit, outbox } from '../../db/schema.ts'
import { withoutTokens } from '../../src/domain/mails.ts'
import { sendDue } from '../../src/jobs.ts'
import { randomToken } from '../../src/keys.ts'
import type { Letter, Mailer } from '../../src/letters/mailer.ts'
import { paths } from '../../src/paths.ts'
import { browser, field, freshApp, mailbox, type TestApp } from '../app.ts'
import { introduced, introductionOf } from '../introduced.ts'
import { textOf } from '../pairs.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { DIRK, type StaffBrowser, signInStaff, staffMember } from '../staff.ts'

const TOKEN = /\/l\/[\w-]{43}/

async function withReceipt({ mailer = mailbox().mailer } = {}) {
  const t = await freshApp({ mailer })
  const amira = await signUp(t, AMIRA)
  return { t, amira, dirk: await signInStaff(t), id: await newestMail(t) }
}

async function newestMail(t: TestApp): Promise<string> {
  const [row] = await t.db.q.select({ id: outbox.id }).from(outbox)
  if (!row) throw new Error('no mail')
  return row.id
}

const open = async (dirk: StaffBrowser, id: string) => (await dirk.get(paths.mail(id))).text()
const stateOf = async (t: TestApp) => t.db.q.select().from(outbox)
const auditOf = async (t: TestApp, id: string) =>
  (await t.db.q.select({ action: audit.action }).from(audit).where(eq(audit.subject, id))).map(({ action }) => action)

test('the list names each mail, to whom it goes and what became of it', async () => {
  const { dirk } = await withReceipt()
  const html = await (await dirk.get(paths.mails())).text()
  expect(html).toContain('Je bent ingeschreven')
  expect(html).toContain('Amira Testers')
  expect(html).toContain('Wacht')
  expect(html).not.toContain('amira@example.org')
})

test('the list filters by state and turns its pages', async () => {
  const { t, dirk, id } = await withReceipt()
  const mails = Array.from({ length: 60 }, (_, n) => ({
    id: t.deps.newId(),
    kind: 'staff-sign-in' as const,
    dedupeKey: `test:${n}`,
    staffId: dirk.staffId,
    now: t.deps.now() + 1,
  }))
  await t.db.write([
    insertMails(t.db, mails),
    t.db.q.update(outbox).set({ failedAt: 1, lastError: '550' }).where(eq(outbox.id, id)),
  ])
  const shows = async (path: string) => (await (await dirk.get(path)).text()).match(/role="rowheader"/g)?.length ?? 0
  expect(await shows(paths.mails())).toBe(50)
  expect(await shows(paths.mailsPage(2))).toBe(11)
  expect(await shows(paths.mailsIn('failed'))).toBe(1)
  expect(await shows(paths.mailsIn('sent'))).toBe(0)
})

test('a mail is read as it goes out, its links hidden, and the reading is written down', async () => {
  const { t, dirk, id } = await withReceipt()
  const html = await open(dirk, id)
  expect(html).toContain('Bevestig hier')
  expect(html).toContain('amira@example.org')
  expect(html).not.toMatch(TOKEN)
  expect(html).toContain('De links zijn verborgen')
  expect(await auditOf(t, id)).toEqual(['mail.read'])
})

test('without a mail server staff see the links, to pass them on', async () => {
  const t = await freshApp()
  await signUp(t, AMIRA)
  const dirk = await signInStaff(t)
  const html = await open(dirk, await newestMail(t))
  const link = TOKEN.exec(html)?.[0] ?? ''
  expect(html).toContain('Er is nog geen mailserver')
  expect((await browser(t.app).get(link)).status).toBe(303)
})

test('a mail that waits while what it told of is over reads so, in the list and on its page', async () => {
  const { t, id, bert } = await introduced()
  const introduction = await introductionOf(t, id)
  await saveAnswer(t.deps, { introduction, side: 'mentee', answer: 'no', stop: 'stay', way: 'mail' })
  const dirk = await signInStaff(t)
  const list = await textOf(await dirk.get(paths.mails()))
  expect(list).toMatch(/Voorstel voor een duo Bert Voorbeeld Vertrekt niet meer/)
  expect(list).toMatch(/Je bent ingeschreven Bert Voorbeeld Wacht/)
  const rows = await t.db.q.select().from(outbox).where(eq(outbox.participantId, bert.participantId))
  const page = await textOf(await dirk.get(paths.mail(rows.find(({ kind }) => kind === 'proposal')?.id ?? '')))
  expect(page).toMatch(/Toestand Vertrekt niet meer 0 pogingen/)
})

test('a failed mail is sent again', async () => {
  const { t, dirk, id } = await withReceipt()
  await t.db.write([t.db.q.update(outbox).set({ failedAt: 1, attempts: 9, lastError: '550' })])
  const html = await open(dirk, id)
  expect(html).toContain('Mislukt')
  expect(html).toContain('550')

  const answer = await dirk.post(paths.mailSend(id), { _form: field(html, '_form') })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, paths.mailsQueued()])
  expect(await stateOf(t)).toMatchObject([{ id, failedAt: null, attempts: 0, dueAt: t.deps.now() }])
  expect(await auditOf(t, id)).toContain('mail.resent')
})

test('a mail that left goes out once more as a new one, once a form however often sent', async () => {
  const { t, dirk, id } = await withReceipt()
  await t.db.write([t.db.q.update(outbox).set({ sentAt: 1 })])
  const _form = field(await open(dirk, id), '_form')
  const answers = await Promise.all(Array.from({ length: 20 }, () => dirk.post(paths.mailSend(id), { _form })))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(303))
  expect(await stateOf(t)).toHaveLength(2)
  expect((await auditOf(t, id)).filter((action) => action === 'mail.resent')).toHaveLength(1)
})

test('a mail to somebody who withdrew can be neither read nor sent', async () => {
  const { t, amira, dirk, id } = await withReceipt()
  await t.db.write([t.db.q.update(outbox).set({ sentAt: 1 })])
  const _form = field(await open(dirk, id), '_form')
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  for (const row of await stateOf(t)) {
    const html = await open(dirk, row.id)
    if (row.kind !== 'erased') expect(html).not.toContain('Amira')
  }
  expect([404, 410]).toContain((await dirk.post(paths.mailSend(id), { _form })).status)
})

test('a mail with a link to sign in is not sent again, and a mail on its way is left alone', async () => {
  const { t, dirk, id } = await withReceipt()
  await t.db.write([t.db.q.update(outbox).set({ leaseUntil: t.deps.now() + 1 })])
  expect((await dirk.post(paths.mailSend(id), { _form: randomToken() })).status).toBe(410)

  await staffMember(t, DIRK)
  await browser(t.app).post(paths.signIn(), { email: DIRK.email })
  const [signIn] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'staff-sign-in'))
  const html = await open(dirk, signIn?.id ?? '')
  expect(html).not.toMatch(/sign-in\/[\w-]{43}/)
  expect(html).not.toContain('Verstuur')
  expect((await dirk.post(paths.mailSend(signIn?.id ?? ''), { _form: randomToken() })).status).toBe(410)
})

test('a mail that is not there, a form without its key or without the session’s token is refused', async () => {
  const { t, dirk, id } = await withReceipt()
  await signUp(t, BERT)
  expect((await dirk.get(paths.mail('x'))).status).toBe(404)
  expect((await dirk.post(paths.mailSend('x'), { _form: randomToken() })).status).toBe(404)
  expect((await dirk.post(paths.mailSend(id), {})).status).toBe(400)
  expect((await dirk.post(paths.mailSend(id), { _form: randomToken(), _csrf: '' })).status).toBe(403)
})

test('hiding a link leaves everything but its token', () => {
  const token = randomToken()
  expect(withoutTokens(`Klik: https://stad.example.org/l/${token}\nof mail a@example.org.`)).toBe(
    'Klik: https://stad.example.org/l/…\nof mail a@example.org.',
  )
})

/** The words of Vandaag. */
const todayOf = async (t: TestApp) => textOf(await (await signInStaff(t)).get(paths.today()))

test('mails that wait for more than an hour beside a server that does not answer, or that nobody takes up, are urgent', async () => {
  const letters: Letter[] = []
  const down: Mailer = { send: async () => ({ kind: 'later', code: 'ECONNREFUSED' }) }
  const t = await freshApp({ mailer: down })
  await signUp(t, AMIRA)
  const runFor = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      await sendDue(t.deps)
      t.clock.now += 60_000
    }
  }
  await runFor(59)
  expect(await todayOf(t)).not.toContain('meer dan een uur')
  await runFor(1)
  const late = '1 mail wacht al meer dan een uur Dringend Ze raken niet weg: laat de mailserver nakijken'
  expect(await todayOf(t)).toContain(late)
  const html = await (await (await signInStaff(t)).get(paths.today())).text()
  expect(html).toContain(`href="${paths.mailsIn('waiting').replace('&', '&amp;')}"`)

  // Staff send it again: it gets an hour more. Then nobody takes it up, and it is said.
  await t.db.write([t.db.q.update(outbox).set({ attempts: 0, dueAt: t.clock.now })])
  expect(await todayOf(t)).not.toContain('meer dan een uur')
  t.clock.now += 3_600_000
  expect(await todayOf(t)).toContain(late)
  down.send = async (letter) => {
    letters.push(letter)
    return { kind: 'sent' }
  }
  await sendDue(t.deps)
  expect(letters).toHaveLength(1)
  expect(await todayOf(t)).not.toContain('meer dan een uur')
})

test('mails that did not arrive are said; without a mail server, those that wait', async () => {
  const withMail = await freshApp({ mailer: mailbox().mailer })
  await signUp(withMail, AMIRA)
  expect(await todayOf(withMail)).not.toContain('niet aangekomen')
  await withMail.db.write([withMail.db.q.update(outbox).set({ failedAt: withMail.deps.now() })])
  expect(await todayOf(withMail)).toContain('1 mail is niet aangekomen')

  const without = await freshApp()
  await signUp(without, AMIRA)
  expect(await todayOf(without)).toContain('1 mail wacht Er is nog geen mailserver ingesteld')
})
