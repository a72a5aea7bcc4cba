import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { personForMerge } from '../../db/people/merges.ts'
import { saveProof, withdraw } from '../../db/people/personal-data.ts'
import { outbox, participant, person, signup } from '../../db/schema.ts'
import { standingPageOf } from '../../db/signups/standing.ts'
import { renderLetter } from '../../src/letters/letters.ts'
import { paths } from '../../src/paths.ts'
import { browser } from '../app.ts'
import { duosFile, fileOf, imported, PEOPLE_COLUMNS, personLine, RUNNING, uploaded } from '../imports/imports.ts'
import { mailedLink } from '../introduced.ts'
import { bodyOf } from '../office.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp } from '../people.ts'
import { type Merging, OTHER, openMerging } from './merging.ts'

/* Chloe was merged into Amira by mistake, and people went on acting. */

const CHLOE_AS_MENTOR = { ...BERT, name: 'Chloe Anders', email: CHLOE.email }

let t: Merging['t']
let dirk: Merging['dirk']
let amira: SignedUp
let chloe: SignedUp
let personOf: Merging['personOf']
let merge: Merging['merge']
let undo: Merging['undo']

beforeEach(async () => {
  ;({ t, dirk, amira, personOf, merge, undo } = await openMerging())
  chloe = await signUp(t, CHLOE)
})

afterEach(() => t.db.close())

/** Some time goes by, so that what came before and what comes after can be told apart. */
const aMinute = () => {
  t.clock.now += 60_000
}

async function mistake(from = chloe) {
  await merge(amira, from, amira)
  aMinute()
}

const seen = ({ participantId, signup: { id } }: SignedUp, how: 'link' | 'desk' = 'desk') =>
  saveProof(t.deps, { participantId, signupId: id, how, staffId: dirk.staffId })

/** Every participant with the name and the address that stand beside it. */
const everybody = async () =>
  (
    await t.db.q
      .select({ side: participant.side, name: person.name, email: person.email })
      .from(participant)
      .innerJoin(person, eq(person.id, participant.personId))
  ).map(({ side, name, email }) => `${side} ${name} ${email}`)

const allSent = () => t.db.write([t.db.q.update(outbox).set({ sentAt: t.clock.now })])

/** What has still to leave. */
async function mailsAbout({ signup: { id } }: SignedUp) {
  const waiting = and(eq(outbox.signupId, id), isNull(outbox.sentAt))
  const rows = await t.db.q.select().from(outbox).where(waiting)
  return (await Promise.all(rows.map((row) => renderLetter(t.deps, row)))).flatMap((letter) => letter ?? [])
}

describe('a form with an address that was given up', () => {
  test('counts for nobody: not at the desk, not by a click; whoever is kept stays as they were', async () => {
    await mistake()
    const before = await everybody()
    const form = await signUp(t, CHLOE_AS_MENTOR)
    expect(form.participantId).toBe(amira.participantId)

    const answer = await dirk.post(paths.deskProof(form.signup.id), {})
    expect(answer.headers.get('Location')).toBe(`${paths.participant(amira.participantId)}?done=otherAddress`)
    const page = await bodyOf(await dirk.get(answer.headers.get('Location') ?? ''))
    expect(page).toContain('telt nog voor niemand')
    expect(page).toContain('Zijn het twee mensen? Maak het samenvoegen dan ongedaan.')
    expect(page, 'no button for what cannot be').not.toContain(`met code ${form.signup.shortCode}`)

    expect(await seen(form, 'link')).toBeNull()
    const phone = browser(t.app)
    await phone.get(await mailedLink(t, amira.participantId, { purpose: 'signup', about: form.signup.id }))
    expect((await phone.get(paths.signupProof(form.signup.id))).status).toBe(404)
    expect(await everybody()).toEqual(before)
  })

  test('is told of as it is to the mailbox that stayed: fill it in again with this address', async () => {
    await mistake()
    const [mail, ...more] = await mailsAbout(await signUp(t, CHLOE_AS_MENTOR))
    expect(more).toEqual([])
    expect(mail?.to).toBe(AMIRA.email)
    expect(mail?.text).toContain('Vul het formulier opnieuw in, met het adres waarop je deze mail leest')
    expect(mail?.text).not.toContain('Bevestig')
    const again = await signUp(t, { ...CHLOE_AS_MENTOR, email: AMIRA.email })
    expect(await seen(again), 'which does count').not.toBeNull()
  })

  test('typed over from paper says so at once', async () => {
    await mistake()
    const { id = '' } = (await standingPageOf(t.db, 'peter-meter')) ?? {}
    const typed = { programme: 'peter-meter', side: 'mentor', event: id, name: 'Chloe', email: CHLOE.email }
    const answers = { topics: 'finance', languages: 'nl', sector: 'retail' }
    const paper = { signedOn: '2027-05-03', place: 'map-1', consent: 'yes', seen: 'yes', _form: t.deps.newToken() }
    const answer = await dirk.post(paths.participants(), { ...typed, ...answers, ...paper })
    expect(answer.headers.get('Location')).toBe(`${paths.participant(amira.participantId)}?done=otherAddress`)
  })

  test('comes in by no file either, as a person or as a duo', async () => {
    await mistake()
    const people = await uploaded(dirk, fileOf(PEOPLE_COLUMNS, personLine(1, { email: CHLOE.email })))
    expect(await bodyOf(await dirk.get(paths.import(people)))).toContain(
      'e-mailadres nemen we niet over uit een bestand',
    )
    const row = { ...RUNNING, mentor: BERT.email, starter: CHLOE.email }
    const duos = await uploaded(dirk, duosFile(row), { kind: 'duos' })
    expect(await bodyOf(await dirk.get(paths.import(duos)))).toContain('mentee is geen deelnemer van dit programma')
  })
})

describe('the merge undone', () => {
  test('a form that waited goes with its address, is asked of its own mailbox, and counts there', async () => {
    await mistake()
    const form = await signUp(t, CHLOE_AS_MENTOR)
    const earlier = await mailedLink(t, amira.participantId, { purpose: 'signup', about: form.signup.id })
    await undo()
    await undo()
    const mails = await mailsAbout(form)
    expect(mails.map(({ to }) => to)).toEqual([CHLOE.email])
    expect(mails[0]?.text).toContain('Bevestig hier')

    const phone = browser(t.app)
    expect((await phone.get(earlier)).headers.get('Location')).toBeNull()
    expect((await phone.get(paths.signupProof(form.signup.id))).status).toBe(404)
    const own = { ...form, participantId: chloe.participantId }
    await phone.get(await mailedLink(t, chloe.participantId, { purpose: 'signup', about: form.signup.id }))
    expect((await phone.get(paths.signupProof(form.signup.id))).status).toBe(200)

    expect(await seen(own)).not.toBeNull()
    expect((await everybody()).sort()).toEqual([
      `mentee ${AMIRA.name} ${AMIRA.email}`,
      `mentee Chloe Anders ${CHLOE.email}`,
      `mentor ${BERT.name} ${BERT.email}`,
      `mentor Chloe Anders ${CHLOE.email}`,
    ])
  })

  test('a form that waited at a row of its own is asked anew of its own mailbox, once', async () => {
    const other = await signUp(t, OTHER)
    await mistake(other)
    const form = await signUp(t, { ...OTHER, topics: ['legal'] })
    expect(form.participantId).toBe(other.participantId)
    await allSent()
    await undo()
    await undo()
    expect((await mailsAbout(form)).map(({ to, text }) => [to, text.includes('Bevestig hier')])).toEqual([
      [OTHER.email, true],
    ])
  })

  test('a form of the one who stays goes back to a row of theirs', async () => {
    const other = await signUp(t, OTHER)
    await mistake(other)
    const form = await signUp(t, { ...OTHER, email: AMIRA.email })
    expect(form.participantId).toBe(other.participantId)
    await undo()
    const [row] = await t.db.q.select().from(signup).where(eq(signup.id, form.signup.id))
    expect(row?.participantId).toBe(amira.participantId)
    expect((await mailsAbout(form)).map(({ to }) => to)).toEqual([AMIRA.email])
  })

  test('a form goes to the row of its own side', async () => {
    const other = await signUp(t, OTHER)
    const asMentee = await seen(await signUp(t, { ...CHLOE, email: OTHER.email }))
    await mistake(other)
    const form = await signUp(t, { ...CHLOE, email: OTHER.email })
    expect(form.participantId).toBe(amira.participantId)
    await undo()
    const [row] = await t.db.q.select().from(signup).where(eq(signup.id, form.signup.id))
    expect(row?.participantId).toBe(asMentee?.participantId)
  })

  test('a form whose person was erased meanwhile goes', async () => {
    const other = await signUp(t, OTHER)
    await mistake(other)
    const form = await signUp(t, { ...CHLOE, email: OTHER.email })
    expect(form.participantId).toBe(amira.participantId)
    await withdraw(t.deps, other.participantId, { actor: 'staff', staffId: dirk.staffId })
    expect((await undo()).headers.get('Location')).toContain('done=undone')
    expect(await t.db.q.select().from(signup).where(eq(signup.id, form.signup.id))).toEqual([])
  })

  test('a row on which somebody agreed since does not go back as the other’s: it is said, and erased first', async () => {
    const other = await signUp(t, OTHER)
    await mistake(other)
    expect(await seen(await signUp(t, { ...OTHER, email: AMIRA.email, name: AMIRA.name }))).not.toBeNull()
    const answer = await undo()
    expect(answer.status).toBe(409)
    expect(await bodyOf(answer)).toContain(
      'Sinds het samenvoegen kwam er een toestemming bij: als peter of meter (peter- en meterschap) op 4 mei 2027.',
    )
    expect(await personOf(other)).toBe(await personOf(amira))

    await withdraw(t.deps, other.participantId, { actor: 'staff', staffId: dirk.staffId })
    expect((await undo()).status).toBe(303)
    expect((await personForMerge(t.deps, await personOf(amira)))?.participants).toHaveLength(1)
  })

  test('a consent that came by file since is one too, however old its paper', async () => {
    const other = await signUp(t, OTHER)
    await mistake(other)
    const row = { ...RUNNING, mentor: AMIRA.email, starter: CHLOE.email }
    await imported(t, dirk, duosFile(row), { kind: 'duos' })
    expect((await undo()).status).toBe(409)
  })

  test.each([
    ['open nothing any more when mails went to the other address', true],
    ['stay as they are when none did', false],
  ])('links to a row that goes back %s', async (_, isMailed) => {
    const other = await signUp(t, OTHER)
    await mistake(other)
    const manage = { purpose: 'manage' as const, about: '' }
    const earlier = await mailedLink(t, other.participantId, manage)
    const theirs = await mailedLink(t, amira.participantId, manage)
    if (isMailed) await allSent()
    await undo()

    const opened = async (link: string) => (await browser(t.app).get(link)).headers.get('Location')
    expect(await opened(earlier)).toBe(isMailed ? null : paths.myData(other.participantId))
    expect(await opened(theirs)).toBe(paths.myData(amira.participantId))
    expect(await opened(await mailedLink(t, other.participantId, manage))).toBe(paths.myData(other.participantId))
  })
})
