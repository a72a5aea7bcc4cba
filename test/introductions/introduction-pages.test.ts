import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { withdraw } from '../../db/people/personal-data.ts'
import { consentEvent, duo, introduction, introductionAnswer, introductionEnd, outbox } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import type { TestApp } from '../app.ts'
import { bodyOf, DAY, later as nextDays, openIntroduction } from '../office.ts'
import { letterOf, pairIn } from '../pairs.ts'
import { AMIRA, BERT, CHLOE, type SignedUp, signUp } from '../people.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

let t: TestApp
let dirk: StaffBrowser
let els: StaffBrowser
let amira: SignedUp
let bert: SignedUp
let id: string

beforeEach(async () => {
  const office = await openIntroduction()
  ;({ t, dirk, els, amira, bert, id } = office)
})

const textOf = async (path: string, who = dirk) => bodyOf(await who.get(path))
const assist = (who: StaffBrowser, side: string, answer: string, more: Record<string, string> = {}) =>
  who.post(paths.assistedAnswer(id), { side, answer, reason: '', agreement: 'agreement:peter-meter:1:nl-BE', ...more })
const answers = () => t.db.q.select().from(introductionAnswer).where(eq(introductionAnswer.introductionId, id))
async function later(days: number): Promise<void> {
  ;({ dirk, els } = await nextDays(t, t.clock.now + days * DAY))
}

describe('the list of introductions', () => {
  test('says of each its state, whose answer it waits for and until when, and counts each state', async () => {
    const page = await textOf(paths.introductions())
    expect(page).toContain(`${BERT.name} en ${AMIRA.name}`)
    expect(page).toContain('Verstuurd (1)')
    expect(page).toContain('14 mei 2027')
    await assist(dirk, 'mentor', 'yes')
    const after = await textOf(`${paths.introductions()}?state=one_yes`)
    expect(after).toContain('1 ja (1)')
    expect(after).toContain(`<div>${AMIRA.name}</div>`)
    expect(await textOf(`${paths.introductions()}?state=sent`)).toContain('Geen voorstellen met deze status')
  })

  test('opens on what still waits; all of them stand one link away', async () => {
    const list = () => textOf(paths.introductions())
    expect(await list()).toContain('aria-current="true">Wat nog wacht (1)')
    expect(await list()).toContain(`${BERT.name} en ${AMIRA.name}`)
    await assist(dirk, 'mentor', 'no')
    expect(await list()).not.toContain(`${BERT.name} en ${AMIRA.name}`)
    expect(await list()).toContain('Er wacht niets')
    expect(await list()).not.toContain('Geen voorstellen met deze status')
    expect(await list()).toMatch(/\?state=all"[^>]*>Bekijk alles \(1\)/)
    expect(await textOf(`${paths.introductions()}?state=all`)).toContain(`${BERT.name} en ${AMIRA.name}`)
  })

  test('a deadline that passed counts at once, before any job wrote it down', async () => {
    await later(11)
    expect(await textOf(paths.introductions())).toContain('Verlopen (1)')
    expect(await t.db.q.select().from(introductionEnd)).toEqual([])
  })

  test('says the same of each as the domain does of its facts', async () => {
    await assist(dirk, 'mentor', 'no')
    expect(await textOf(paths.introductions())).toContain('Nee (1)')
  })
})

describe('an answer by phone or at the desk', () => {
  test('is written as assisted, with who wrote it and the consent as told to staff', async () => {
    const answer = await assist(dirk, 'mentee', 'yes')
    expect(answer.headers.get('Location')).toBe(`${paths.staffIntroduction(id)}?done=answered`)
    expect(await answers()).toMatchObject([{ side: 'mentee', answer: 'yes', way: 'staff', staffId: dirk.staffId }])
    const consents = await t.db.q.select().from(consentEvent).where(eq(consentEvent.purpose, 'P2'))
    expect(consents).toMatchObject([
      { about: id, state: 'given', method: 'told-staff', actor: 'staff', actorRef: dirk.staffId },
    ])
    expect(await textOf(paths.staffIntroduction(id), els)).toContain('via Dirk Dienst')
  })

  test('a hundred at once by two members of staff is one answer, and the others are told so', async () => {
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, n) => assist(n % 2 ? dirk : els, 'mentee', n % 3 ? 'yes' : 'no')),
    )
    expect(all.filter((answer) => answer.status === 303)).toHaveLength(1)
    const told = all.filter((answer) => answer.status === 409)
    expect(told).toHaveLength(99)
    expect(await bodyOf(told[0]!)).toMatch(/Deze persoon heeft al geantwoord|Dit voorstel is al gestopt/)
    expect(await answers()).toHaveLength(1)
  })

  test('both yes shows a duo once both were seen', async () => {
    for (const one of [amira, bert]) await dirk.post(paths.deskProof(one.signup.id), {})
    await assist(dirk, 'mentor', 'yes')
    await assist(els, 'mentee', 'yes')
    const [row] = await t.db.q.select().from(duo)
    expect(await textOf(paths.staffIntroduction(id))).toContain(paths.duo(row!.id))
  })

  test('a no keeps its reason for staff, and the other side hears nothing of it', async () => {
    await assist(dirk, 'mentor', 'no', { reason: 'no_time' })
    expect(await textOf(paths.staffIntroduction(id))).toContain('Reden: Geen tijd nu')
    const mails = await t.db.q.select({ to: outbox.participantId, kind: outbox.kind }).from(outbox)
    expect(mails.filter(({ kind }) => kind === 'not-on')).toEqual([{ to: amira.participantId, kind: 'not-on' }])
    expect((await letterOf(t, amira.participantId, 'not-on'))?.text).not.toContain('Wis die dan')
  })

  test('offers for a no the reasons of its own programme', async () => {
    const pair = await pairIn('duo-for-a-job')
    const fatma = await signInStaff(pair.t, FATMA)
    expect(await textOf(paths.staffIntroduction(id))).toContain('value="too_close"')
    const page = await textOf(paths.staffIntroduction(pair.id), fatma)
    expect(page).toContain('value="knows_already"')
    expect(page).not.toContain('value="too_close"')
  })

  test('"nee, en wil stoppen" erases that person at once', async () => {
    await assist(dirk, 'mentee', 'stop')
    expect(await textOf(paths.staffIntroduction(id))).toContain('Gewiste deelnemer')
    expect(await textOf(paths.participants())).not.toContain(AMIRA.name)
  })

  test('without a choice asks for one and keeps nothing', async () => {
    const answer = await dirk.post(paths.assistedAnswer(id), { side: 'mentor' })
    expect(answer.status).toBe(422)
    expect(await bodyOf(answer)).toContain('Kies een antwoord')
    expect((await dirk.post(paths.assistedAnswer(id), { side: 'nobody', answer: 'yes' })).status).toBe(400)
    expect(await answers()).toEqual([])
  })

  test('too late is told, and the form is no longer there', async () => {
    await later(11)
    const page = await textOf(paths.staffIntroduction(id))
    expect(page).toContain('Geen antwoord. Het kon tot en met 14 mei 2027.')
    expect(page).not.toContain('Antwoord opschrijven')
    const answer = await assist(dirk, 'mentor', 'yes')
    expect(answer.status).toBe(409)
    expect(await bodyOf(answer)).toContain('Dit voorstel is al gestopt.')
  })

  test('of somebody who stopped meanwhile is refused', async () => {
    await withdraw(t.deps, amira.participantId, { actor: 'self' })
    expect((await assist(dirk, 'mentee', 'yes')).status).toBe(409)
    expect(await answers()).toEqual([])
  })

  test('a stranger and another session’s token write nothing; nothing of that id is not found', async () => {
    const chloe = await signUp(t, CHLOE)
    expect((await chloe.phone.post(paths.assistedAnswer(id), { side: 'mentor', answer: 'yes' })).status).toBe(401)
    expect((await assist(dirk, 'mentor', 'yes', { _csrf: els.csrf })).status).toBe(403)
    for (const path of [paths.assistedAnswer('x'), paths.assistedCorrection('x'), paths.introductionEnd('x')])
      expect((await dirk.post(path, { side: 'mentor' })).status).toBe(404)
    expect((await dirk.get(paths.staffIntroduction('x'))).status).toBe(404)
    expect(await answers()).toEqual([])
  })
})

describe('taking back', () => {
  test('a yes is taken back until both said yes, and then no more', async () => {
    await assist(dirk, 'mentor', 'yes')
    const undone = await dirk.post(paths.assistedCorrection(id), { side: 'mentor' })
    expect(undone.headers.get('Location')).toContain('done=corrected')
    expect(await textOf(paths.staffIntroduction(id))).toContain('Iemand nam een ja terug')
    const twice = await dirk.post(paths.assistedCorrection(id), { side: 'mentor' })
    expect(twice.status).toBe(409)
    expect(await bodyOf(twice)).toContain('Er is geen antwoord dat je kunt verbeteren.')
  })

  test('nobody is left to correct the no of who stopped: there is no button, and the answer stays', async () => {
    await assist(dirk, 'mentor', 'no')
    expect(await textOf(paths.staffIntroduction(id))).toContain(paths.assistedCorrection(id))
    await withdraw(t.deps, bert.participantId, { actor: 'self' })
    expect(await textOf(paths.staffIntroduction(id))).not.toContain(paths.assistedCorrection(id))
    const answer = await dirk.post(paths.assistedCorrection(id), { side: 'mentor' })
    expect(answer.status).toBe(409)
    expect(await bodyOf(answer)).toContain('Deze persoon is gestopt')
  })

  test('two yes stay two yes', async () => {
    await assist(dirk, 'mentor', 'yes')
    await assist(dirk, 'mentee', 'yes')
    const answer = await dirk.post(paths.assistedCorrection(id), { side: 'mentor' })
    expect(answer.status).toBe(409)
    expect(await bodyOf(answer)).toContain('Beiden zeiden al ja')
  })

  test('a mistapped no lets staff introduce the two anew', async () => {
    await assist(dirk, 'mentor', 'no')
    await dirk.post(paths.assistedCorrection(id), { side: 'mentor' })
    const again = await dirk.post(paths.introductions(), {
      pair: `${amira.participantId}:${bert.participantId}`,
      _form: t.deps.newToken(),
    })
    expect(again.status).toBe(303)
    expect(await t.db.q.select().from(introduction)).toHaveLength(2)
  })

  test('"Trek in" ends it once, tells both, and a second time is told', async () => {
    const all = await Promise.all([dirk, els, dirk, els].map((who) => who.post(paths.introductionEnd(id), {})))
    expect(all.map((answer) => answer.status).sort()).toEqual([303, 409, 409, 409])
    expect(await t.db.q.select({ reason: introductionEnd.reason }).from(introductionEnd)).toEqual([
      { reason: 'pulled' },
    ])
    expect(await t.db.q.select().from(outbox).where(eq(outbox.kind, 'not-on'))).toHaveLength(2)
    const page = await textOf(paths.staffIntroduction(id))
    expect(page).toContain('Een medewerker trok het voorstel in.')
    expect(page).not.toContain('>Trek in<')
  })
})
