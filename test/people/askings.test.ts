import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { invitationToken } from '../../db/partners/invitations.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { consentEvent, invitation, outbox, participant, person, signup } from '../../db/schema.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { type Browser, browser, type TestApp } from '../app.ts'
import { bodyOf, openOffice } from '../office.ts'
import { JOB, signUpStanding } from '../partners/partner-world.ts'
import type { SignedUp } from '../people.ts'
import { hiddenFields } from '../signup-flow.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

let t: TestApp
let dirk: StaffBrowser
let bert: SignedUp
let amira: SignedUp

beforeEach(async () => {
  const office = await openOffice()
  t = office.t
  dirk = office.dirk
  bert = office.bert
  amira = office.amira
  await saveProof(t.deps, { participantId: bert.participantId, signupId: bert.signup.id, how: 'link' })
})

const ask = (who = bert, by = dirk, more = {}) =>
  by.post(paths.participantAskings(who.participantId), { programme: JOB, _form: t.deps.newToken(), ...more })
const asked = () => t.db.q.select().from(outbox).where(eq(outbox.kind, 'asked'))
const inJob = () => t.db.q.select().from(participant).where(eq(participant.programme, JOB))

const pathIn = (text: string | undefined): string => /https?:\/\/[^/]+(\/\S+)/.exec(text ?? '')?.[1] ?? ''

/** Bert opens the mail: the browser, and the page that it shows. */
async function opened(): Promise<{ phone: Browser; html: string }> {
  const [row] = await t.db.q.select().from(invitation)
  const phone = browser(t.app)
  const arrived = await phone.get(paths.invited(await invitationToken(t.deps.keys, row?.id ?? '')))
  return { phone, html: await (await phone.get(arrived.headers.get('Location') ?? '')).text() }
}

test('a volunteer is asked for another programme by one mail, however often somebody presses', async () => {
  const answers = [...(await Promise.all([ask(), ask()])), await ask()]
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  const [mail, ...more] = await asked()
  expect(more).toEqual([])
  const letter = mail && (await renderLetter(t.deps, mail))
  expect(letter?.to).toBe('bert@example.org')
  expect(letter?.text).toContain('Er zijn ook mensen nodig voor DUO for a JOB, van DUO for a JOB vzw.')
  expect(await bodyOf(await dirk.get(paths.participant(bert.participantId)))).toContain(
    'Gevraagd voor DUO for a JOB op',
  )
  expect(await inJob()).toEqual([])
})

test('an asking that went to another address than its row has by now gives nothing of anybody', async () => {
  await ask()
  const other = { email: 'other@example.org', emailNormalised: 'other@example.org' }
  await t.db.write([t.db.q.update(person).set(other).where(eq(person.email, 'bert@example.org'))])
  const { html } = await opened()
  expect(html).toContain('We vragen je of je ook wilt meedoen aan DUO for a JOB')
  expect(hiddenFields(html)).not.toHaveProperty('email')
  expect(html).not.toMatch(/other@example|Bert/)
})

test('the same person takes part in both, by a consent of their own to each', async () => {
  await ask()
  const { phone, html } = await opened()
  expect(html).toContain('We vragen je of je ook wilt meedoen aan DUO for a JOB')
  const { name, email, languages } = hiddenFields(html)
  expect([name, email, languages]).toEqual([['Bert Voorbeeld'], ['bert@example.org'], ['nl', 'fr']])

  const typed = { name: 'Bert Voorbeeld', email: 'bert@example.org', topics: ['cv'], sector: 'horeca', languages: 'nl' }
  expect((await signUpStanding(t, phone, 'mentor', typed)).status).toBe(303)
  const fatma = await signInStaff(t, FATMA)
  expect(await bodyOf(await fatma.get(paths.participants(JOB)))).not.toContain('Bert')
  // The mail that asks is of the programme of the form, and only its office reads it.
  const [again] = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'receipt-again'))
  const letter = again && (await renderLetter(t.deps, again))
  expect([letter?.fromName, letter?.subject]).toEqual([
    'DUO for a JOB vzw',
    'Bevestig je inschrijving voor DUO for a JOB',
  ])
  expect(letter?.text).not.toMatch(/Stad Voorbeeld|was al|Bert|Mijn gegevens/)
  expect((await dirk.get(paths.mail(again?.id ?? ''))).status).toBe(404)
  expect(await bodyOf(await dirk.get(paths.mails()))).not.toContain('Bevestig je formulier')
  expect(await bodyOf(await fatma.get(paths.mails()))).toMatch(/Bevestig je formulier.*Bert Voorbeeld/s)
  expect((await fatma.get(paths.mail(again?.id ?? ''))).status).toBe(200)
  const mailbox = browser(t.app)
  const proofPage = await mailbox.get((await mailbox.get(pathIn(letter?.text))).headers.get('Location') ?? '')
  expect(await proofPage.text()).toContain('Ik help iemand naar werk')
  // What waits for a yes to another programme is not for the eyes of this one's staff.
  expect(await bodyOf(await dirk.get(paths.participant(bert.participantId)))).not.toContain('Doorlopende inschrijving')

  const [waiting] = (await t.db.q.select().from(signup)).filter(({ pending }) => pending !== null)
  await saveProof(t.deps, { participantId: bert.participantId, signupId: waiting?.id ?? '', how: 'link' })
  const [both] = await inJob()
  expect(
    await t.db.q
      .select()
      .from(person)
      .where(eq(person.id, both?.personId ?? '')),
  ).toMatchObject([{ email: 'bert@example.org' }])
  expect(await t.db.q.select().from(person)).toHaveLength(2)
  const given = await t.db.q
    .select()
    .from(consentEvent)
    .where(eq(consentEvent.subjectRef, both?.subjectRef ?? ''))
  expect(given.map(({ textId }) => textId)).toContain(`P1:${JOB}:mentor:1:nl-BE`)
  expect(await bodyOf(await fatma.get(paths.participants(JOB)))).toContain('Bert Voorbeeld')
  expect((await dirk.get(paths.participant(both?.id ?? ''))).status).toBe(404)
  expect(await (await bert.phone.get(paths.myData(bert.participantId))).text()).toContain(
    'Je schreef ook in als mentor voor DUO for a JOB.',
  )
})

test('who takes part there already gets the same mail, so that who asks learns nothing', async () => {
  await ask()
  const { phone } = await opened()
  const typed = { name: 'Bert Voorbeeld', email: 'bert@example.org', topics: ['cv'], sector: 'horeca', languages: 'nl' }
  await signUpStanding(t, phone, 'mentor', typed)
  const [waiting] = (await t.db.q.select().from(signup)).filter(({ pending }) => pending !== null)
  await saveProof(t.deps, { participantId: bert.participantId, signupId: waiting?.id ?? '', how: 'link' })
  await t.db.write([t.db.q.delete(invitation)])

  const [first] = await asked()
  expect((await ask()).status).toBe(303)
  const [mail, ...more] = (await asked()).filter(({ id }) => id !== first?.id)
  expect(more).toEqual([])
  const letter = mail && (await renderLetter(t.deps, mail))
  expect(letter?.text).toContain('Liever niet, of doe je daar al mee?')
  expect(await bodyOf(await dirk.get(paths.mail(mail?.id ?? '')))).toContain('Ook iets voor jou')
  expect(await bodyOf(await dirk.get(paths.participant(bert.participantId)))).toContain(
    'Gevraagd voor DUO for a JOB op',
  )
})

test('only of their own people, who take part, have proved their mailbox and are volunteers', async () => {
  const fatma = await signInStaff(t, FATMA)
  expect((await ask(bert, fatma)).status).toBe(404)
  expect((await ask(amira)).status).toBe(400)
  expect((await ask(bert, dirk, { programme: 'peter-meter' })).status).toBe(400)
  expect((await ask(bert, dirk, { programme: 'nothing' })).status).toBe(400)
  expect((await ask(bert, dirk, { _csrf: 'x' })).status).toBe(403)
  expect(await asked()).toEqual([])
  expect(await bodyOf(await dirk.get(paths.participant(amira.participantId)))).not.toContain('Vraag voor DUO')
})
