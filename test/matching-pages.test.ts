import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../db/answers.ts'
import { expireDue, introductionById } from '../db/introductions.ts'
import { withdraw } from '../db/personal-data.ts'
import { introduction, leftOut, matchingRun, outbox, pairBar, participant, pin, programmeCap } from '../db/schema.ts'
import { paths } from '../src/paths.ts'
import { field, freshApp, type TestApp } from './app.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from './people.ts'
import { type StaffBrowser, signInStaff } from './staff.ts'

const ELS = { name: 'Els Dienst', email: 'els@example.org' }
const DAY = 86_400_000

let t: TestApp
let dirk: StaffBrowser
let els: StaffBrowser
let amira: string
let bert: string

beforeEach(async () => {
  t = await freshApp()
  dirk = await signInStaff(t)
  els = await signInStaff(t, ELS)
  amira = (await signUp(t, AMIRA)).participantId
  bert = (await signUp(t, BERT)).participantId
})

/** Makes a run as the button does, and gives its address. */
async function run(who = dirk): Promise<string> {
  const answer = await who.post(paths.runs(), { _form: t.deps.newToken() })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!
}

const bodyOf = async (answer: Response) => (await answer.text()).replace(/^[\s\S]*<\/head>/, '')
const textOf = async (path: string, who = dirk) => bodyOf(await who.get(path))
/** Sessions end in a day: both come in anew. */
async function later(instant: number): Promise<void> {
  t.clock.now = instant
  dirk = await signInStaff(t)
  els = await signInStaff(t, ELS)
}
const runId = (path: string) => path.split('/').at(-1)!
const send = (who: StaffBrowser, runPath: string, pairs: string[], form = t.deps.newToken()) =>
  who.post(paths.introductions(), { run: runId(runPath), pair: pairs, _form: form })
const sentNow = () => t.db.q.select().from(introduction)

describe('a run', () => {
  test('proposes who fits, with reasons per criterion, and says why nobody was found for the others', async () => {
    await signUp(t, { ...CHLOE, topics: ['balance'] })
    const page = await textOf(await run())
    expect(page).toContain(AMIRA.name)
    expect(page).toContain(BERT.name)
    expect(page.replaceAll('\u00AD', '')).toContain('Thema&#39;s: Boekhouding')
    expect(page).toMatch(/<b>Past<\/b> · Sector: allebei Horeca en verblijf/)
    expect(page).toMatch(/<b>Onbekend<\/b> · Fase en Ontmoeting: samen 2 punten/)
    expect(page).toContain('Nog niemand voor Werk en privé.')
  })

  test('is frozen with ids and codes only, and read again as it was', async () => {
    const path = await run()
    const [row] = await t.db.q.select().from(matchingRun)
    const stored = JSON.stringify([row!.input, row!.result])
    for (const secret of [AMIRA.name, AMIRA.email, BERT.name, BERT.email]) expect(stored).not.toContain(secret)
    expect(row!.result.proposals).toMatchObject([{ menteeId: amira, mentorId: bert, pinned: false }])
    expect(await textOf(path)).toContain('Dirk Dienst')
  })

  test('its form sent twice is one run', async () => {
    const form = field(await textOf(paths.matching()), '_form')
    const answers = await Promise.all([1, 2, 3].map(() => dirk.post(paths.runs(), { _form: form })))
    expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1)
    expect(await t.db.q.select().from(matchingRun)).toHaveLength(1)
  })

  test('matches most mentees first, and says that the places for a theme are taken', async () => {
    await signUp(t, { ...CHLOE, topics: ['accounting'] })
    const page = (await textOf(await run())).replaceAll('\u00AD', '')
    expect(page).toMatch(
      /Alle peters en meters voor (Boekhouding|Boekhouding en Vergunningen) zijn bezet in dit voorstel: 2 starters voor 1 plaats\./,
    )
  })

  test('says that everybody for a theme is busy when their places are held', async () => {
    await send(dirk, await run(), [`${amira}:${bert}`])
    const other = await signUp(t, { ...CHLOE, topics: ['finance'] })
    await signUp(t, somebody('mentor', 1, { topics: ['green'] }))
    const page = await textOf(await run())
    expect(page).toContain('Alle peters en meters voor Financiering zijn bezet.')
    expect(page).toContain(paths.participant(other.participantId))
  })

  test('leaves out who paused, stopped or was left out', async () => {
    await dirk.post(paths.participantPause(bert), { wish: 'pause' })
    expect(await textOf(paths.matching())).toContain('Er is nu niemand om voor te stellen')
    await dirk.post(paths.participantPause(bert), { wish: 'resume' })
    await dirk.post(paths.leftOut(), { participant: amira, wish: 'out' })
    expect(await textOf(paths.matching())).toContain('Er is nu niemand om voor te stellen')
    const back = await dirk.post(paths.leftOut(), { participant: amira, wish: 'back' })
    expect(back.headers.get('Location')).toBe('/staff/matching?done=back')
    expect(await textOf(await run())).toContain(AMIRA.name)
    expect(await t.db.q.select().from(leftOut)).toEqual([])
  })

  test('says what changed in the group since, and offers a new run', async () => {
    const path = await run()
    expect(await textOf(path)).not.toContain('De groep veranderde')
    await later(t.clock.now + 3 * DAY)
    expect(await textOf(path)).not.toContain('De groep veranderde')
    await signUp(t, CHLOE)
    await withdraw(t.deps, bert, { actor: 'self' })
    const page = await textOf(path)
    expect(page).toContain('De groep veranderde sinds dit voorstel')
    expect(page).toContain('1 persoon kwam erbij')
    expect(page).toContain('1 persoon doet niet meer mee')
    expect(page).toContain('Geen plaats meer')
    expect(page).toContain('Gewiste deelnemer')
    expect(page).not.toContain(BERT.name)
  })

  test('of another id is the page that does not exist', async () => {
    expect((await dirk.get(paths.run('nothing'))).status).toBe(404)
  })
})

describe('sending', () => {
  test('makes an introduction, two mails and a row of who did it', async () => {
    const path = await run()
    const answer = await send(dirk, path, [`${amira}:${bert}`])
    expect(answer.headers.get('Location')).toBe(`${path}?sent=1`)
    const [row] = await sentNow()
    expect(row).toMatchObject({ menteeId: amira, mentorId: bert, runId: runId(path), staffId: dirk.staffId })
    expect(row!.why.reasons.find(({ code }) => code === 'topics')).toMatchObject({ topics: ['accounting'] })
    const mails = await t.db.q.select({ to: outbox.participantId }).from(outbox).where(eq(outbox.kind, 'proposal'))
    expect(mails.map(({ to }) => to).sort()).toEqual([amira, bert].sort())
    const page = await textOf(`${path}?sent=1`)
    expect(page).toContain('Het voorstel is verstuurd.')
    expect(page).toContain('Dirk Dienst verstuurde dit op')
  })

  test('the same form many times is one introduction', async () => {
    const path = await run()
    const form = field(await textOf(path), '_form')
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(dirk, path, [`${amira}:${bert}`], form)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]))
    expect(await sentNow()).toHaveLength(1)
  })

  test('Dirk and Els send one starter a hundred times at once: one introduction, and who was second reads who was first', async () => {
    const path = await run()
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => send(n % 2 ? dirk : els, path, [`${amira}:${bert}`])),
    )
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(99)
    const [row, ...more] = await sentNow()
    expect(more).toEqual([])
    const first = row!.staffId === dirk.staffId ? 'Dirk Dienst' : 'Els Dienst'
    const second = await bodyOf(answers.find((answer) => answer.status === 409)!)
    expect(second).toContain(`${first} stuurde op`)
    expect(second).toContain(paths.staffIntroduction(row!.id))
    expect(second).toContain('Er is niets verstuurd')
    const mails = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'proposal'))
    expect(mails).toHaveLength(2)
  })

  test('one that cannot be sent leaves the others alone, and is named with its reason', async () => {
    const carla = (await signUp(t, somebody('mentor', 1, { name: 'Carla Vrij', topics: ['finance'] }))).participantId
    const chloe = (await signUp(t, CHLOE)).participantId
    const path = await run()
    await withdraw(t.deps, carla, { actor: 'self' })
    const answer = await send(dirk, path, [`${amira}:${bert}`, `${chloe}:${carla}`])
    expect(answer.status).toBe(409)
    const html = await bodyOf(answer)
    expect(html).toContain('1 verstuurd, 1 niet')
    expect(html).toContain('Een van de twee doet niet meer mee.')
    expect(await sentNow()).toMatchObject([{ menteeId: amira, mentorId: bert }])
  })

  test('says that the year is full when the cap is reached', async () => {
    const path = await run()
    await t.db.write([t.db.q.update(programmeCap).set({ cap: 0 })])
    const answer = await send(dirk, path, [`${amira}:${bert}`])
    expect(answer.status).toBe(409)
    expect(await bodyOf(answer)).toContain('Het hoogste aantal duo&#39;s van dit jaar is bereikt.')
    expect(await textOf(path)).toContain('Dit jaar kunnen er nog 0 duo&#39;s bij.')
  })

  test('without a tick nothing is sent and the page asks for one', async () => {
    const path = await run()
    const answer = await send(dirk, path, [])
    expect(await textOf(answer.headers.get('Location')!)).toContain('Vink minstens 1 voorstel aan')
    expect(await sentNow()).toEqual([])
  })

  test('a pair that is not of the run, or nobody, is not sent', async () => {
    const path = await run()
    const chloe = (await signUp(t, CHLOE)).participantId
    expect((await send(dirk, path, [`${chloe}:${bert}`])).status).toBe(404)
    expect((await send(dirk, paths.run('nothing'), [`${amira}:${bert}`])).status).toBe(404)
    expect((await dirk.post(paths.introductions(), { pair: `${amira}:nobody`, _form: t.deps.newToken() })).status).toBe(
      404,
    )
    expect((await dirk.post(paths.introductions(), { pair: 'no pair', _form: t.deps.newToken() })).status).toBe(400)
    expect(await sentNow()).toEqual([])
  })

  test('a stranger and a form without the token send nothing', async () => {
    const path = await run()
    const { phone } = await signUp(t, CHLOE)
    const fields = { run: runId(path), pair: `${amira}:${bert}`, _form: t.deps.newToken() }
    expect((await phone.post(paths.introductions(), fields)).status).toBe(401)
    expect((await dirk.post(paths.introductions(), { ...fields, _csrf: els.csrf })).status).toBe(403)
    expect(await sentNow()).toEqual([])
  })

  test('after an expiry both come back at once, with their whole wait, and can be proposed to others', async () => {
    await send(dirk, await run(), [`${amira}:${bert}`])
    await later(t.clock.now + 12 * DAY)
    // The run itself writes the expiry down: no job has run.
    const again = await run()
    const [row] = await t.db.q
      .select()
      .from(matchingRun)
      .where(eq(matchingRun.id, runId(again)))
    expect(row!.input.mentees).toMatchObject([{ id: amira, waitingDays: 12 }])
    expect((await send(dirk, again, [`${amira}:${bert}`])).status).toBe(303)
    expect(await sentNow()).toHaveLength(2)
  })

  test('after a no the pair is not proposed again, and the starter goes to somebody else', async () => {
    await send(dirk, await run(), [`${amira}:${bert}`])
    const [row] = await sentNow()
    const intro = (await introductionById(t.deps, row!.id))!
    await saveAnswer(t.deps, { introduction: intro, side: 'mentor', answer: 'no', stop: 'stay', way: 'mail' })
    const page = await textOf(await run())
    expect(page).toContain('hoort niet samen met deze starter')
    const carla = (await signUp(t, somebody('mentor', 1, { name: 'Carla Vrij' }))).participantId
    const [next] = await t.db.q
      .select()
      .from(matchingRun)
      .where(eq(matchingRun.id, runId(await run())))
    expect(next!.result.proposals).toMatchObject([{ menteeId: amira, mentorId: carla }])
  })
})

describe('pins, blocks and pairs of staff’s own', () => {
  test('a pin stands in the next run, and can be taken off again', async () => {
    const carla = (await signUp(t, somebody('mentor', 1, { name: 'Carla Vrij', topics: ['permits'], sector: 'build' })))
      .participantId
    const path = await run()
    const pinned = await dirk.post(paths.pins(), { mentee: amira, mentor: carla, wish: 'pin', back: path })
    expect(pinned.headers.get('Location')).toBe(`${path}?done=pinned`)
    const next = await t.db.q
      .select()
      .from(matchingRun)
      .where(eq(matchingRun.id, runId(await run())))
    expect(next[0]!.result.proposals).toMatchObject([{ menteeId: amira, mentorId: carla, pinned: true }])
    expect(await textOf(paths.matching())).toContain(`Carla Vrij en ${AMIRA.name}`)
    await dirk.post(paths.pins(), { mentee: amira, mentor: carla, wish: 'unpin' })
    expect(await t.db.q.select().from(pin)).toEqual([])
  })

  test('pins that cannot all be kept are named, and no run is made', async () => {
    const chloe = (await signUp(t, CHLOE)).participantId
    for (const mentee of [amira, chloe]) await dirk.post(paths.pins(), { mentee, mentor: bert, wish: 'pin' })
    const answer = await dirk.post(paths.runs(), { _form: t.deps.newToken() })
    expect(answer.status).toBe(409)
    const html = await bodyOf(answer)
    expect(html).toContain(`Bij ${BERT.name} staan er te veel starters vast`)
    expect(html).toContain(CHLOE.name)
    expect(await t.db.q.select().from(matchingRun)).toEqual([])
  })

  test('a pin on a pair with nothing in common is named', async () => {
    const dora = (await signUp(t, { ...CHLOE, email: 'dora@example.org', topics: ['green'] })).participantId
    await dirk.post(paths.pins(), { mentee: dora, mentor: bert, wish: 'pin' })
    const answer = await dirk.post(paths.runs(), { _form: t.deps.newToken() })
    expect(await bodyOf(answer)).toContain(`${BERT.name} en ${CHLOE.name} hebben geen thema of geen taal samen`)
  })

  test('a block keeps two apart until its day, takes their pin off, and is lifted by hand', async () => {
    await dirk.post(paths.pins(), { mentee: amira, mentor: bert, wish: 'pin' })
    const block = { mentee: amira, mentor: bert, reason: 'competitor', until: '2027-05-10', note: 'Zelfde straat' }
    const answer = await dirk.post(paths.blocks(), { ...block, _form: t.deps.newToken() })
    expect(answer.headers.get('Location')).toBe('/staff/matching?done=blocked')
    expect(await t.db.q.select().from(pin)).toEqual([])
    expect(await textOf(await run())).toContain('hoort niet samen met deze starter')
    const page = await textOf(paths.matching())
    for (const text of ['Concurrenten', 'Zelfde straat', 'tot en met 10 mei 2027']) expect(page).toContain(text)

    await later(Date.UTC(2027, 4, 10, 21, 59))
    expect(await textOf(paths.matching())).toContain('Zelfde straat')
    await later(Date.UTC(2027, 4, 10, 22, 1))
    expect(await textOf(paths.matching())).not.toContain('Zelfde straat')
    expect((await send(dirk, await run(), [`${amira}:${bert}`])).status).toBe(303)
  })

  test('a lifted block lets them be proposed; lifting twice is lifting once', async () => {
    await dirk.post(paths.blocks(), {
      mentee: amira,
      mentor: bert,
      reason: 'family',
      until: '',
      note: '',
      _form: t.deps.newToken(),
    })
    const [bar] = await t.db.q.select().from(pairBar)
    for (let n = 0; n < 2; n++) expect((await dirk.post(paths.block(bar!.id), {})).status).toBe(303)
    expect((await send(dirk, await run(), [`${amira}:${bert}`])).status).toBe(303)
    expect((await dirk.post(paths.block('nothing'), {})).status).toBe(404)
  })

  test('a block outlives the data: who was erased and came back is still kept apart', async () => {
    await dirk.post(paths.blocks(), {
      mentee: amira,
      mentor: bert,
      reason: 'conflict',
      until: '',
      note: '',
      _form: t.deps.newToken(),
    })
    await withdraw(t.deps, amira, { actor: 'self' })
    const again = (await signUp(t, AMIRA)).participantId
    expect(again).not.toBe(amira)
    const [row] = await t.db.q
      .select()
      .from(matchingRun)
      .where(eq(matchingRun.id, runId(await run())))
    expect(row!.result.proposals).toEqual([])
    const look = await textOf(`${paths.ownPair()}?mentor=${bert}&mentee=${again}`)
    expect(look).toContain('Deze twee horen niet samen')
  })

  test('a block asks a reason and a day to come', async () => {
    const block = { mentee: amira, mentor: bert, reason: 'competitor', until: '', note: '' }
    for (const [wrong, text] of [
      [{ reason: 'because' }, 'Kies een reden'],
      [{ until: '2027-05-03' }, 'Vul een datum in die nog komt'],
      [{ until: 'soon' }, 'Vul een datum in die nog komt'],
      [{ note: 'x'.repeat(201) }, 'hoogstens 200 tekens'],
    ] as const) {
      const answer = await dirk.post(paths.blocks(), { ...block, ...wrong, _form: t.deps.newToken() })
      expect(answer.status).toBe(422)
      expect(await bodyOf(answer)).toContain(text)
    }
    expect((await dirk.post(paths.blocks(), { ...block, mentee: bert, _form: t.deps.newToken() })).status).toBe(404)
    expect(await t.db.q.select().from(pairBar)).toEqual([])
  })

  test('no form leads out of the office', async () => {
    const answer = await dirk.post(paths.pins(), {
      mentee: amira,
      mentor: bert,
      wish: 'pin',
      back: '//evil.example.org',
    })
    expect(answer.headers.get('Location')).toBe('/staff/matching?done=pinned')
  })

  test('a pair of staff’s own shows the same reasons and warnings, and goes out as an introduction', async () => {
    const look = await textOf(`${paths.ownPair()}?mentor=${bert}&mentee=${amira}`)
    expect(look.replaceAll('\u00AD', '')).toContain('Thema&#39;s: Boekhouding')
    expect(look).toContain('De starter bevestigde de inschrijving nog niet.')
    const answer = await dirk.post(paths.introductions(), { pair: `${amira}:${bert}`, _form: field(look, '_form') })
    const [row] = await sentNow()
    expect(answer.headers.get('Location')).toBe(`${paths.staffIntroduction(row!.id)}?done=sent`)
    expect(row!.runId).toBeNull()
    expect(row!.why.score).toBeGreaterThan(0)
    const again = await textOf(`${paths.ownPair()}?mentor=${bert}&mentee=${amira}`)
    expect(again).toContain('Deze starter heeft al een voorstel of een duo')
    expect(again).toContain('Deze peter of meter heeft geen plaats vrij')
    expect(again).not.toContain('>Verstuur<')
  })

  test('staff may introduce two whom the engine would not; it cannot be pinned', async () => {
    await t.db.write([
      t.db.q
        .update(participant)
        .set({ topics: ['green'] })
        .where(eq(participant.id, amira)),
    ])
    const look = await textOf(`${paths.ownPair()}?mentor=${bert}&mentee=${amira}`)
    expect(look).toContain('Ze hebben geen thema samen.')
    expect(look).toContain('>Verstuur<')
    expect(look).not.toContain('>Zet vast<')
  })

  test('the wrong way round or nobody is the page that does not exist', async () => {
    expect((await dirk.get(`${paths.ownPair()}?mentor=${amira}`)).status).toBe(404)
    expect((await dirk.get(`${paths.ownPair()}?mentee=nobody`)).status).toBe(404)
    expect((await dirk.get(paths.ownPair())).status).toBe(200)
  })
})

test('one person on both sides is never proposed to themselves', async () => {
  await withdraw(t.deps, amira, { actor: 'self' })
  const bertAsStarter = { ...AMIRA, email: BERT.email, name: BERT.name }
  const waiting = await signUp(t, bertAsStarter)
  await dirk.post(paths.deskProof(waiting.signup.id), {})
  const [row] = await t.db.q
    .select()
    .from(matchingRun)
    .where(eq(matchingRun.id, runId(await run())))
  expect(row!.input).toMatchObject({ mentees: [{}], mentors: [{ id: bert }] })
  expect(row!.result.proposals).toEqual([])
})

test('expiries that are due are written once, whoever makes a run', async () => {
  await send(dirk, await run(), [`${amira}:${bert}`])
  await later(t.clock.now + 12 * DAY)
  await Promise.all([run(), run(els), expireDue(t.deps)])
  const mails = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'expired'))
  expect(mails).toHaveLength(2)
})
