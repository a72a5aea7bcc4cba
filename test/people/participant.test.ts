import { desc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { audit, consentEvent, note, participant, participantPause, person, proof } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { field, freshApp, type TestApp } from '../app.ts'
import { AMIRA, BERT, signUp } from '../people.ts'
import { type StaffBrowser, signInStaff } from '../staff.ts'

let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
})

const textOf = async (path: string) => (await dirk.get(path)).text()

describe('one participant', () => {
  test('shows what is known, but contact details only after asking, and writes down who asked', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const page = await textOf(paths.participant(participantId))
    expect(page).toContain(AMIRA.name)
    expect(page).toContain('Horeca en verblijf')
    expect(page).not.toContain(AMIRA.email)
    expect(await shownRows()).toEqual([])

    const shown = await dirk.post(paths.participantContact(participantId), {})
    expect(shown.status).toBe(200)
    expect(await shown.text()).toContain(AMIRA.email)
    expect(await shownRows()).toEqual([{ staffId: dirk.staffId, subject: participantId }])
  })

  const shownRows = () =>
    t.db.q
      .select({ staffId: audit.staffId, subject: audit.subject })
      .from(audit)
      .where(eq(audit.action, 'participant.shown'))

  test('nobody of that id is the page that does not exist', async () => {
    for (const path of [paths.participant('nobody'), paths.participantDetails('nobody')])
      expect((await dirk.get(path)).status).toBe(404)
    for (const path of [
      paths.participantContact('nobody'),
      paths.participantNotes('nobody'),
      paths.participantPause('nobody'),
      paths.participantWithdrawal('nobody'),
      paths.participantDetails('nobody'),
      paths.deskProof('nobody'),
    ])
      expect((await dirk.post(path, {})).status).toBe(404)
  })

  test('a post without the token of the session changes nothing', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const answer = await dirk.post(paths.participantPause(participantId), { _csrf: 'wrong', wish: 'pause' })
    expect(answer.status).toBe(403)
    expect(await t.db.q.select().from(participantPause)).toEqual([])
  })

  test('a note is written once, however often its form is sent; another text in it is not lost', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const form = field(await textOf(paths.participant(participantId)), '_form')
    const sent = { _form: form, body: 'Belt liever na vijf uur.' }
    const answers = await Promise.all([1, 2, 3].map(() => dirk.post(paths.participantNotes(participantId), sent)))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
    const other = await dirk.post(paths.participantNotes(participantId), { ...sent, body: 'Belt nooit.' })
    expect([other.status, await other.text()]).toEqual([
      409,
      expect.stringMatching(/dit nog niet[\s\S]*>Belt nooit\.</),
    ])
    expect(await t.db.q.select({ body: note.body }).from(note)).toEqual([{ body: 'Belt liever na vijf uur.' }])
    expect(await textOf(paths.participant(participantId))).toContain('Belt liever na vijf uur.')
  })

  test('an empty note is asked for again, and a long one keeps its text', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const form = () => t.deps.newToken()
    const empty = await dirk.post(paths.participantNotes(participantId), { _form: form(), body: '  ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('Typ een notitie')
    const long = await dirk.post(paths.participantNotes(participantId), { _form: form(), body: 'x'.repeat(2001) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('x'.repeat(2001))
  })

  test('pauses and resumes; twice writes one fact', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const wish = (wish: string) => dirk.post(paths.participantPause(participantId), { wish })
    await wish('pause')
    await wish('pause')
    expect(await t.db.q.select({ paused: participantPause.paused }).from(participantPause)).toEqual([{ paused: true }])
    expect(await textOf(paths.participant(participantId))).toContain('Stop de pauze')
    await wish('resume')
    expect(await textOf(paths.participant(participantId))).toContain('Zet op pauze')
    expect((await wish('sleep')).status).toBe(400)
  })

  test('"gezien aan de balie" is a proof by name of who saw, once', async () => {
    const { participantId, signup: own } = await signUp(t, AMIRA)
    expect(await textOf(paths.participant(participantId))).toContain(own.shortCode)
    for (let n = 0; n < 2; n++) expect((await dirk.post(paths.deskProof(own.id), {})).status).toBe(303)
    const proofs = await t.db.q.select({ how: proof.how, staffId: proof.staffId }).from(proof)
    expect(proofs).toEqual([{ how: 'desk', staffId: dirk.staffId }])
    expect(await textOf(paths.participant(participantId))).toContain(`, door ${'Dirk Dienst'}`)
  })

  test('stopping on request asks how it was asked, erases at once, and a second time is told the same', async () => {
    const { participantId } = await signUp(t, AMIRA)
    const unsure = await dirk.post(paths.participantWithdrawal(participantId), {})
    expect(unsure.status).toBe(422)
    expect(await unsure.text()).toContain('Kies hoe deze persoon het vroeg')
    expect(await t.db.q.select().from(person)).toHaveLength(1)

    const sure = { how: 'phone', sure: 'yes' }
    for (let n = 0; n < 2; n++)
      expect((await dirk.post(paths.participantWithdrawal(participantId), sure)).status).toBe(303)
    expect(await t.db.q.select().from(person)).toEqual([])
    const [last] = await t.db.q.select().from(consentEvent).orderBy(desc(consentEvent.seq)).limit(1)
    expect(last).toMatchObject({ state: 'withdrawn', actor: 'staff', actorRef: dirk.staffId, reason: 'phone' })
    const page = await textOf(paths.participant(participantId))
    expect(page).toContain('Gewiste deelnemer')
    expect(page).not.toContain(AMIRA.name)
    expect((await dirk.post(paths.participantNotes(participantId), {})).status).toBe(404)
  })

  test('corrects what is known, by the rules of the sign-up form', async () => {
    const { participantId } = await signUp(t, BERT)
    const details = { name: 'Bert Vandevoorde', topics: ['permits'], sector: 'retail', languages: ['nl', 'en'] }
    const more = {
      capacity: '3',
      sameSectorWelcome: 'no',
      business: ' Brood & zo ',
      businessVisible: 'yes',
      inCentre: 'yes',
    }
    const answer = await dirk.post(paths.participantDetails(participantId), { ...details, ...more })
    expect(answer.status).toBe(303)
    const [row] = await t.db.q.select().from(participant)
    expect(row).toMatchObject({
      topics: ['permits'],
      sector: 'retail',
      languages: ['nl', 'en'],
      capacity: 3,
      sameSectorWelcome: false,
      business: 'Brood & zo',
      businessVisible: true,
      inCentre: true,
    })
    expect(await textOf(paths.participant(participantId))).toContain('Bert Vandevoorde')

    const stale = { _opened: JSON.stringify({ ...details, ...more, business: 'Brood & zo' }), ...details, ...more }
    await t.db.write([t.db.q.update(participant).set({ businessVisible: false, languages: ['nl'] })])
    const open = { ...stale, business: 'Brood & zo', capacity: '2' }
    expect((await dirk.post(paths.participantDetails(participantId), open)).status).toBe(303)
    const kept = { businessVisible: false, languages: ['nl'], capacity: 2 }
    expect((await t.db.q.select().from(participant))[0]).toMatchObject(kept)
    const clash = await dirk.post(paths.participantDetails(participantId), { ...open, languages: ['fr'] })
    expect([clash.status, await clash.text()]).toEqual([422, expect.stringContaining('Dit veranderde intussen')])
    expect((await t.db.q.select().from(participant))[0]).toMatchObject(kept)

    const wrong = await dirk.post(paths.participantDetails(participantId), { ...details, topics: [], capacity: '99' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('Kies minstens 1 thema')
    expect(html).toContain('Kies een aantal uit de lijst')
  })
})
