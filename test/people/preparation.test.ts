import { beforeEach, expect, test } from 'vitest'
import { loadPool } from '../../db/matching/pool.ts'
import { factsOf } from '../../db/people/participant-facts.ts'
import { saveProof } from '../../db/people/personal-data.ts'
import { audit, eligibilityCheck, intake, introduction, signup, training } from '../../db/schema.ts'
import type { Side } from '../../src/domain/facts.ts'
import { duoForAJob } from '../../src/domain/programmes/duo-for-a-job.ts'
import { paths } from '../../src/paths.ts'
import { browser, freshApp, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { AMIRA_JOB, DORA, JOB, madePartner, memberOf, signUpStanding } from '../partners/partner-world.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

const BERT_JOB = { ...AMIRA_JOB, name: 'Bert Voorbeeld', email: 'bert@example.org' }
const MODULES = duoForAJob.sides.mentor.training.map(({ id }) => id)

let t: TestApp
let fatma: StaffBrowser
let amira: string
let bert: string

beforeEach(async () => {
  t = await freshApp()
  fatma = await signInStaff(t, FATMA)
  amira = await joined('mentee', AMIRA_JOB)
  bert = await joined('mentor', BERT_JOB)
})

/** Signed up on the standing page of DUO for a JOB, and confirmed. */
async function joined(side: Side, typed: typeof AMIRA_JOB): Promise<string> {
  await signUpStanding(t, browser(t.app), side, typed)
  const row = (await t.db.q.select().from(signup)).find((one) => one.side === side)
  const saved = await saveProof(t.deps, {
    participantId: row?.participantId ?? '',
    signupId: row?.id ?? '',
    how: 'link',
  })
  return saved?.participantId ?? ''
}

const form = (more = {}) => ({ _form: t.deps.newToken(), ...more })
const check = (id: string, who = fatma) => who.post(paths.participantCheck(id), form())
const talk = (id: string, heldOn = '2027-05-03', who = fatma) =>
  who.post(paths.participantIntakes(id), form({ heldOn }))
const train = (module: string, doneOn = '2027-05-03', who = fatma) =>
  who.post(paths.participantTrainings(bert), form({ module, doneOn }))
const list = async () => bodyOf(await fatma.get(`${paths.participants(JOB)}&state=preparing`))

async function prepareBoth() {
  for (const id of [amira, bert]) await Promise.all([check(id), talk(id)])
  for (const module of MODULES) await train(module)
}

test('what is missing stands on the list, on the page of the person, and on Vandaag', async () => {
  expect(await list()).toMatch(/Amira Testers.*voorwaarden nakijken en intakegesprek/s)
  expect(await bodyOf(await fatma.get(paths.participant(bert)))).toContain('opleiding: Luisteren en begeleiden')
  const today = await bodyOf(await fatma.get(paths.today()))
  expect(today).toContain('1 jongere nog niet klaar')
  expect(today).not.toContain('klaar voor een voorstel')
})

test('each thing is recorded once, by whom and when; conditions are shown and never stored', async () => {
  const shown = await bodyOf(await fatma.get(paths.participantReadiness(amira)))
  expect(shown).toContain('Is hoogstens 34 jaar.')
  for (let i = 0; i < 2; i++) expect((await check(amira)).status).toBe(303)
  expect(await t.db.q.select().from(eligibilityCheck)).toMatchObject([{ participantId: amira, staffId: fatma.staffId }])
  expect(await bodyOf(await fatma.get(paths.participantReadiness(amira)))).toContain('Nagekeken door Fatma Vereniging')

  const sent = form({ heldOn: '2027-05-03' })
  for (let i = 0; i < 2; i++) await fatma.post(paths.participantIntakes(amira), sent)
  expect(await t.db.q.select().from(intake)).toMatchObject([{ heldOn: '2027-05-03', staffId: fatma.staffId }])
  expect(await list()).not.toContain('Amira')
  const actions = (await t.db.q.select().from(audit)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'participant.checked')).toHaveLength(1)
})

test('a module is recorded once, of this programme, on a day that was', async () => {
  expect((await train('welcome')).status).toBe(303)
  for (const [module, doneOn, message] of [
    ['welcome', '2027-05-03', 'Deze module staat er al'],
    ['start', '2027-05-03', 'Kies een module uit de lijst'],
    ['coaching', '2027-05-05', 'Gevolgd op: deze dag is nog niet voorbij'],
    ['coaching', '', 'Gevolgd op: kies een dag'],
    ['coaching', '2027-02-31', 'Gevolgd op: deze dag bestaat niet'],
  ]) {
    const answer = await train(module ?? '', doneOn)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(message)
  }
  expect((await talk(bert, '2027-05-05')).status).toBe(422)
  const never = await talk(bert, '31/02/2027')
  const kept = /Dag van het gesprek: deze dag bestaat niet[\s\S]*value="31\/02\/2027"/
  expect([never.status, await never.text()]).toEqual([422, expect.stringMatching(kept)])
  expect(await t.db.q.select().from(training)).toHaveLength(1)
  expect(await t.db.q.select().from(intake)).toEqual([])
})

test('who may not name the programme finds nobody: the city, a partner, a stranger', async () => {
  const dirk = await signInStaff(t)
  const vera = await signInStaff(t, memberOf(await madePartner(t, 'VDAB', 'mentee'), 'Vera'))
  for (const who of [dirk, vera]) {
    expect((await who.get(paths.participantReadiness(amira))).status).toBe(404)
    expect((await check(amira, who)).status).toBe(404)
    expect((await talk(amira, '2027-05-03', who)).status).toBe(404)
    expect((await train('welcome', '2027-05-03', who)).status).toBe(404)
  }
  expect((await fatma.get(paths.participantReadiness('nobody'))).status).toBe(404)
  expect((await fatma.post(paths.participantCheck(amira), { _form: 'x' })).status).toBe(400)
  expect(await t.db.q.select().from(eligibilityCheck)).toEqual([])
})

test('nobody is in a run before they are ready: it says how many wait, and for what', async () => {
  expect(await loadPool(t.deps, JOB)).toMatchObject({
    mentees: [],
    mentors: [],
    notReady: { people: 2, conditions: 2, intake: 2, training: 1 },
  })
  const page = await bodyOf(await fatma.get(paths.matching(JOB)))
  expect(page).toContain('2 mensen zijn nog niet klaar')
  expect(page).toContain('2 voor het nakijken van de voorwaarden, 2 voor een intakegesprek en 1 voor een opleiding')

  await prepareBoth()
  const pool = await loadPool(t.deps, JOB)
  expect([pool.mentees.map(({ id }) => id), pool.mentors.map(({ id }) => id), pool.notReady]).toEqual([
    [amira],
    [bert],
    undefined,
  ])
})

test('nothing is sent to who is not ready, also not as a pair of staff’s own', async () => {
  const send = () => fatma.post(paths.introductions(), form({ pair: `${amira}:${bert}` }))
  const refused = await send()
  expect(await refused.text()).toContain('Een van de twee is nog niet klaar')
  expect(await t.db.q.select().from(introduction)).toEqual([])
  const look = await bodyOf(await fatma.get(`${paths.ownPair(JOB)}&mentor=${bert}&mentee=${amira}`))
  expect(look).toContain('is nog niet klaar')

  await prepareBoth()
  expect((await send()).status).toBe(303)
  expect(await t.db.q.select().from(introduction)).toHaveLength(1)
})

test('what was written down by mistake is taken back, and the person is not ready again', async () => {
  await prepareBoth()
  const [held] = (await t.db.q.select().from(intake)).filter(({ participantId }) => participantId === bert)
  const back = (id: string, what: Record<string, string>, who = fatma) =>
    who.post(paths.participantTakenBack(id), form(what))
  const facts: Record<string, string>[] = [
    { kind: 'conditions' },
    { kind: 'intake', id: held?.id ?? '' },
    { kind: 'training', module: 'welcome' },
  ]
  expect((await back(amira, { kind: 'intake', id: held?.id ?? '' })).status).toBe(303)
  expect((await back(bert, { kind: 'conditions' }, await signInStaff(t))).status).toBe(404)
  expect((await back(bert, { kind: 'all' })).status).toBe(400)
  expect((await factsOf(t.deps, bert))?.missing).toEqual([])
  for (const fact of [...facts, ...facts]) expect((await back(bert, fact)).status).toBe(303)
  expect((await factsOf(t.deps, bert))?.missing).toEqual([
    { kind: 'conditions' },
    { kind: 'intake' },
    { kind: 'training', module: 'welcome' },
  ])
  const actions = (await t.db.q.select().from(audit)).map(({ action }) => action)
  expect(actions.filter((action) => action.endsWith('taken-back'))).toEqual([
    'participant.conditions-taken-back',
    'participant.intake-taken-back',
    'participant.training-taken-back',
  ])

  await prepareBoth()
  expect(await bodyOf(await fatma.get(paths.participantReadiness(bert)))).toContain('Vergissing: haal weg')
  await fatma.post(paths.introductions(), form({ pair: `${amira}:${bert}` }))
  expect(await bodyOf(await fatma.get(paths.participantReadiness(bert)))).not.toContain('Vergissing')
  const late = await back(bert, { kind: 'conditions' })
  expect([late.status, await bodyOf(late)]).toEqual([409, expect.stringContaining('kreeg intussen een voorstel')])
  expect((await factsOf(t.deps, bert))?.missing).toEqual([])
})

test('a manager of the programme does the same as its members', async () => {
  const dora = await signInStaff(t, DORA)
  expect((await check(amira, dora)).status).toBe(303)
})
