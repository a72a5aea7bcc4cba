import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { endDuo } from '../../db/duos/duo-ends.ts'
import { runningDuos } from '../../db/duos/duos.ts'
import { saveAnswer } from '../../db/introductions/answers.ts'
import { saveMeetingAnswer, saveProposal } from '../../db/introductions/meetings.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { meeting, outbox, person, proof } from '../../db/schema.ts'
import { DAY_MS, instantOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { MailKind } from '../../src/domain/mails.ts'
import { MAIL_KINDS } from '../../src/domain/mails.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import type { Letter } from '../../src/letters/mailer.ts'
import { freshApp, ORIGIN, type TestApp } from '../app.ts'
import { introduced, introductionOf } from '../introduced.ts'
import { AMIRA, BERT, type SignedUp, signUp } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'
import { DIRK, staffMember } from '../staff.ts'

const ADVERT = { ...AMIRA, name: 'Koop-nu www.evil.example' }

/** The newest mail of this kind to somebody, as it would leave now. */
async function letterTo(t: TestApp, participantId: string, kind: MailKind): Promise<Letter | null> {
  const rows = await t.db.q
    .select()
    .from(outbox)
    .where(eq(outbox.participantId, participantId))
    .orderBy(desc(outbox.id))
  const row = rows.find((mail) => mail.kind === kind)
  if (!row) throw new Error(`no ${kind}`)
  return renderLetter(t.deps, row)
}

const whole = (letter: Letter | null) => `${letter?.subject}\n${letter?.text}\n${letter?.html}`

async function both(t: TestApp, id: string, way: 'mail' | 'phone' = 'mail') {
  for (const side of ['mentor', 'mentee'] as Side[])
    await saveAnswer(t.deps, { introduction: await introductionOf(t, id), side, answer: 'yes', stop: 'stay', way })
}

const prove = (t: TestApp, who: SignedUp) =>
  saveProof(t.deps, { participantId: who.participantId, signupId: who.signup.id, how: 'link' })

test('the first mail holds nothing that a person typed, one button to a page, and a way to stop', async () => {
  const t = await freshApp()
  const amira = await signUp(t, ADVERT)
  const letter = await letterTo(t, amira.participantId, 'receipt')
  expect(letter?.subject).toBe('Je bent ingeschreven: we zoeken een peter of meter')
  expect(letter?.to).toBe(AMIRA.email)
  for (const typed of ['Koop', 'evil', 'www']) expect(whole(letter)).not.toContain(typed)
  expect(letter?.text).toMatch(/^Beste,\n/)
  expect(letter?.text).toContain('We mailen je uiterlijk op 25 mei 2027.')
  expect(letter?.text).toContain('Was jij dit niet?')
  expect(letter?.text).toMatch(
    /omdat je je op 4 mei 2027 inschreef voor Inspiratie-event .*\.\nMijn gegevens of stoppen: http/,
  )
  expect(letter?.html.match(/class="button"/g)).toHaveLength(1)
  expect(letter?.replyTo).toBe('economie@example.org')
})

test('every link in a mail works when it arrives, and is an address of ours', async () => {
  const { t, id, amira, bert } = await introduced()
  await both(t, id)
  for (const who of [amira, bert])
    for (const kind of ['receipt', 'agreed'] as const) {
      const links = (await letterTo(t, who.participantId, kind))?.text.match(/https?:\/\/\S+/g) ?? []
      expect(links.length).toBeGreaterThanOrEqual(2)
      for (const link of links) {
        expect(link.startsWith(`${ORIGIN}/l/`)).toBe(true)
        expect((await t.app.request(link.replace(ORIGIN, ''))).status).toBe(303)
      }
    }
})

test('a proposal names the other’s first name only to a proved mailbox', async () => {
  const { t, bert, amira } = await introduced()
  const before = await letterTo(t, bert.participantId, 'proposal')
  expect(before?.subject).toBe('Wil je een starter helpen?')
  expect(before?.text).toContain(
    'We vonden iemand voor jou: een starter die hulp zoekt bij boekhouding en vergunningen.',
  )
  expect(whole(before)).not.toContain('Amira')

  await prove(t, bert)
  const after = await letterTo(t, bert.participantId, 'proposal')
  expect(after?.subject).toBe('Wil je Amira helpen?')
  expect(after?.text).toMatch(/^Beste Bert,/)
  expect(after?.text).toContain('Antwoord uiterlijk op 14 mei 2027.')
  expect(whole(after)).not.toContain('Testers')
  expect((await letterTo(t, amira.participantId, 'proposal'))?.subject).toBe('We vonden een peter of meter voor jou')
})

test('a name that is an advert never reaches a mail', async () => {
  const { t, bert } = await introduced()
  await t.db.write([t.db.q.update(person).set({ name: 'www.evil.example x' }).where(eq(person.email, AMIRA.email))])
  await prove(t, bert)
  const letter = await letterTo(t, bert.participantId, 'proposal')
  expect(letter?.subject).toBe('Wil je een starter helpen?')
  expect(whole(letter)).not.toContain('evil')
})

test('a name with signs of HTML is text in the HTML', async () => {
  const { t, id, bert } = await introduced()
  await t.db.write([t.db.q.update(person).set({ name: '<b>A</b>"x' }).where(eq(person.email, AMIRA.email))])
  await both(t, id)
  const letter = await letterTo(t, bert.participantId, 'agreed')
  expect(letter?.html).not.toContain('<b>')
  expect(letter?.html).toContain('&lt;b&gt;')
})

test('both said yes: names and contact, to proved mailboxes; no file that nothing would take out of a calendar', async () => {
  const { t, id, amira } = await introduced()
  await both(t, id)
  const letter = await letterTo(t, amira.participantId, 'agreed')
  expect(letter?.text).toContain(`Naam: ${BERT.name} · E-mailadres: ${BERT.email}`)
  expect(letter?.attachments).toBeUndefined()
})

test('both said yes on their phones: without proof the mail holds nothing of the other', async () => {
  const { t, id, amira } = await introduced()
  await both(t, id, 'phone')
  const hidden = await letterTo(t, amira.participantId, 'agreed')
  for (const secret of ['Bert', BERT.email]) expect(whole(hidden)).not.toContain(secret)
  expect(hidden?.attachments).toBeUndefined()
  await prove(t, amira)
  expect((await letterTo(t, amira.participantId, 'agreed'))?.text).toContain(BERT.email)
})

test('no mail goes to who withdrew, and none about an introduction that is over', async () => {
  const { t, id, amira, bert } = await introduced()
  const rows = await t.db.q.select().from(outbox)
  await saveAnswer(t.deps, {
    introduction: await introductionOf(t, id),
    side: 'mentee',
    answer: 'no',
    stop: 'stay',
    way: 'mail',
  })
  expect(await letterTo(t, bert.participantId, 'proposal')).toBeNull()
  await withdraw(t.deps, amira.participantId, { actor: 'self' })
  for (const row of rows.filter(({ participantId }) => participantId === amira.participantId))
    expect(await renderLetter(t.deps, row)).toBeNull()
})

test('a mail about a duo that was ended meanwhile is not sent', async () => {
  const { t, id, amira } = await introduced()
  await both(t, id)
  const [running] = await runningDuos(t.deps, ['peter-meter'])
  const staffId = await staffMember(t, DIRK)
  if (!running) throw new Error('no duo')
  expect(await endDuo(t.deps, { duo: running, staffId })).toEqual({ kind: 'ended' })
  expect(await endDuo(t.deps, { duo: running, staffId })).toEqual({ kind: 'already-ended' })
  expect(await letterTo(t, amira.participantId, 'agreed')).toBeNull()
  expect((await letterTo(t, amira.participantId, 'duo-stopped'))?.subject).toBe('Je duo is gestopt')
})

test('the last mail has no name, no link and no reason to answer', async () => {
  const t = await freshApp()
  const amira = await signUp(t, AMIRA)
  await withdraw(t.deps, amira.participantId, { actor: 'staff', staffId: await staffMember(t, DIRK), reason: 'phone' })
  const [row] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'erased'))
  const letter = row ? await renderLetter(t.deps, row) : null
  expect(letter?.to).toBe(AMIRA.email)
  expect(letter?.text).toContain('Dit is onze laatste mail.')
  expect(whole(letter)).not.toMatch(/Amira|\/l\//)
})

test('the neutral mail says neither who nor why', async () => {
  const { t, id, amira, bert } = await introduced()
  await both(t, id)
  await withdraw(t.deps, bert.participantId, { actor: 'self' })
  const letter = await letterTo(t, amira.participantId, 'duo-stopped')
  expect(letter?.subject).toBe('Je duo is gestopt')
  expect(whole(letter)).not.toMatch(/Bert|Voorbeeld<|ingetrokken|gewist/)
})

test('a mail about a duo or its meeting says with whom, to a proved mailbox: a mentor may have more than one', async () => {
  const { t, introId, amira, bert } = await runningDuo()
  const intro = await introductionOf(t, introId)
  const slots = [instantOf('2027-05-10', '19:00'), instantOf('2027-05-12', '12:00')]
  await saveProposal(t.deps, {
    intro,
    by: 'mentor',
    way: 'mail',
    open: true,
    slots,
    place: 'Café De Post',
    formKey: t.deps.newToken(),
  })
  const proposed = (await letterTo(t, amira.participantId, 'meeting-proposed'))?.text
  for (const said of [
    'Bert stelt momenten voor om elkaar te zien.',
    'maandag 10 mei 2027 om 19.00 uur of woensdag 12 mei 2027 om 12.00 uur.',
  ])
    expect(proposed).toContain(said)
  const [chosen] = await t.db.q.select().from(meeting)
  const choice = { side: 'mentee', meetingId: chosen?.id ?? '', slotAt: slots[0] ?? 0 } as const
  await saveMeetingAnswer(t.deps, { intro, way: 'mail', open: true, ...choice })
  const agreed = 'Jij en Amira zien elkaar op maandag 10 mei 2027 om 19.00 uur. Plaats: Café De Post.'
  expect((await letterTo(t, bert.participantId, 'meeting'))?.text).toContain(agreed)

  await daysLater(t, 14)
  expect((await letterTo(t, bert.participantId, 'met'))?.text).toContain('Jij en Amira zijn 2 weken een duo.')
  await daysLater(t, 76)
  expect((await letterTo(t, bert.participantId, 'checkin'))?.text).toContain('Het gaat over je duo met Amira.')
  await daysLater(t, 96)
  expect((await letterTo(t, bert.participantId, 'end'))?.text).toContain('Je duo met Amira is afgelopen.')
  await t.db.write([t.db.q.delete(proof)])
  expect((await letterTo(t, bert.participantId, 'end'))?.text).toContain('Je duo met je duopartner is afgelopen.')
})

test('a reminder counts the days that are left when it leaves', async () => {
  const { t, bert, id } = await introduced()
  const row = { introductionId: id, participantId: bert.participantId }
  const mail = async () => {
    const [stored] = await t.db.q.select().from(outbox).where(eq(outbox.participantId, row.participantId))
    return stored ? renderLetter(t.deps, { ...stored, ...row, kind: 'reminder' }) : null
  }
  t.clock.now += 5 * DAY_MS
  expect((await mail())?.subject).toBe('Nog 5 dagen om te antwoorden')
  t.clock.now += 4 * DAY_MS
  expect((await mail())?.subject).toBe('Nog 1 dag om te antwoorden')
  t.clock.now += DAY_MS
  expect((await mail())?.subject).toBe('Antwoord vandaag nog')
  t.clock.now += DAY_MS
  expect(await mail()).toBeNull()
})

test('a mail of a kind that nobody knows is not sent', async () => {
  const { t } = await introduced()
  const [row] = await t.db.q.select().from(outbox)
  expect(row && (await renderLetter(t.deps, { ...row, kind: 'constructor' }))).toBeNull()
  expect(MAIL_KINDS).not.toContain('constructor')
})
