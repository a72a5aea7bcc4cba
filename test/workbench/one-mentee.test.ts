import { beforeEach, describe, expect, test } from 'vitest'
import { namesOf } from '../../db/people/participant.ts'
import { introduction, leftOut, pin } from '../../db/schema.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { propose, type RunResult } from '../../src/domain/proposals/proposals.ts'
import { paths } from '../../src/paths.ts'
import type { TestApp } from '../app.ts'
import { bodyOf, makeRun, sendPairs } from '../office.ts'
import { CHLOE, signUp } from '../people.ts'
import type { StaffBrowser } from '../staff.ts'
import { cardsOf, crowdedOffice, type storedRun } from './people.ts'

let t: TestApp
let dirk: StaffBrowser
let path: string
let id: string
let run: Awaited<ReturnType<typeof storedRun>>
const { weights } = programmeOf('peter-meter')

beforeEach(async () => {
  ;({ t, dirk, path, id, run } = await crowdedOffice())
})

const textOf = async (address: string, who = dirk) => bodyOf(await who.get(address))

/** Every choice of a mentee, through all pages of the list. */
async function choicesOf(menteeId: string): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (let page = 1; ; page++) {
    const html = await textOf(`${paths.runMentee(id, menteeId)}?page=${page}`)
    for (const [mentor, card] of cardsOf(html)) all.set(mentor, card)
    if (!html.includes(`?page=${page + 1}`)) return all
  }
}

/** The plan with this pair pinned, solved from nothing by itself. */
function solvedWith(menteeId: string, mentorId: string): RunResult | null {
  const pins = [...run.input.pins.filter(([mentee]) => mentee !== menteeId), [menteeId, mentorId] as const]
  const outcome = propose({ ...run.input, pins }, weights)
  return outcome.kind === 'planned' ? outcome.result : null
}

describe('what another choice costs', () => {
  test('is, for every mentee and every mentor, what solving anew with that pair gives', async () => {
    const names = await namesOf(
      t.deps,
      [...run.input.mentees, ...run.input.mentors].map((who) => who.id),
    )
    const had = new Set(run.result.proposals.map(({ menteeId }) => menteeId))
    let [compared, alone] = [0, 0]
    for (const { id: menteeId } of run.input.mentees) {
      const choices = await choicesOf(menteeId)
      for (const { id: mentorId } of run.input.mentors) {
        const solved = solvedWith(menteeId, mentorId)
        const card = choices.get(mentorId)
        expect(card === undefined, `${names.get(menteeId)} with ${names.get(mentorId)}`).toBe(solved === null)
        if (!solved || !card || card.includes('Gekozen')) continue
        compared++
        const points = run.result.total - solved.total
        if (points > 0) expect(card).toMatch(new RegExp(`[Kk]ost ${points} punt`))
        if (points < 0) expect(card).toMatch(new RegExp(`[Gg]eeft ${-points} punt(en)? meer`))
        const left = solved.unmatched.filter((each) => had.has(each.menteeId) && each.menteeId !== menteeId)
        alone += left.length
        for (const each of left) expect(card).toContain(names.get(each.menteeId))
        if (left.length === 0) expect(card).not.toContain('zonder')
        if (left.length === 0 && points === 0) expect(card).toContain('Even goed voor iedereen samen')
      }
    }
    expect(compared).toBeGreaterThan(25)
    expect(alone).toBeGreaterThan(5)
  })

  test('the margin is what the best plan without the chosen pair costs', async () => {
    for (const { menteeId, mentorId } of run.result.proposals) {
      const outcome = propose({ ...run.input, blocks: [...run.input.blocks, [menteeId, mentorId]] }, weights)
      if (outcome.kind === 'conflict') throw new Error('no plan')
      const points = run.result.total - outcome.result.total
      const page = (await textOf(paths.runMentee(id, menteeId))).replaceAll(/<[^>]*>/g, '')
      const margin = /En zonder het gekozen duo\? ([^.]*)\./.exec(page)?.[1] ?? ''
      if (points > 0) expect(margin).toMatch(new RegExp(`[Kk]ost ${points} punt`))
      if (points === 0 && outcome.result.proposals.length === run.result.proposals.length)
        expect(margin).toMatch(/Even goed|zonder/)
      expect(margin.includes('zonder')).toBe(
        outcome.result.unmatched.some(
          ({ menteeId: one }) => !run.result.unmatched.some((each) => each.menteeId === one),
        ),
      )
    }
  })

  test('who has nobody sees whom helping them would leave without', async () => {
    const [first] = run.result.unmatched.filter(({ why }) => why.code === 'too-few-places')
    const page = await textOf(paths.runMentee(id, first!.menteeId))
    expect(page).toContain('Voor deze starter is er geen plaats in dit voorstel.')
    expect([...cardsOf(page).values()][0]).toMatch(/Dan blijft .* zonder/)
  })
})

describe('from one mentee’s page', () => {
  const other = async () => {
    const { menteeId } = run.result.proposals[0]!
    const [, second] = [...(await choicesOf(menteeId)).keys()]
    return { menteeId, mentorId: second! }
  }

  test('reasons stand with their verdict and points, and the chosen one comes first', async () => {
    const { menteeId, mentorId } = run.result.proposals[0]!
    const [[first, card] = ['', '']] = [...(await choicesOf(menteeId))]
    expect(first).toBe(mentorId)
    expect(card).toContain('Gekozen')
    expect(card).toMatch(/Past · Thema’s: .*\(\d+ punten\)/)
    expect(card).not.toMatch(/Fase|Ontmoeting/)
    expect(await textOf(path)).toContain(paths.runMentee(id, menteeId))
  })

  test('another choice is pinned, twice is once, and stands in the next run', async () => {
    const { menteeId, mentorId } = await other()
    const back = paths.runMentee(id, menteeId)
    for (let n = 0; n < 2; n++) {
      const answer = await dirk.post(paths.pins(), { mentee: menteeId, mentor: mentorId, wish: 'pin', back })
      expect(answer.headers.get('Location')).toBe(`${back}?done=pinned`)
    }
    expect(await t.db.q.select().from(pin)).toMatchObject([{ menteeId, mentorId, staffId: dirk.staffId }])
    const page = await textOf(`${back}?done=pinned`)
    expect(page).toContain('Vastgezet. Deze twee komen samen')
    expect(cardsOf(page).get(mentorId)).toContain('Vastgezet door Dirk Dienst op 4 mei 2027')
    const next = await makeRun(t, dirk)
    expect(cardsOf(await textOf(next)).get(menteeId)).toContain('Vastgezet door Dirk Dienst')
  })

  test('another choice can be sent, once, with the reasons of the run', async () => {
    const { menteeId, mentorId } = await other()
    const fields = { run: id, only: `${menteeId}:${mentorId}`, _form: t.deps.newToken() }
    for (let n = 0; n < 2; n++) expect((await dirk.post(paths.introductions(), fields)).status).toBe(303)
    expect(await t.db.q.select().from(introduction)).toMatchObject([{ menteeId, mentorId, runId: id }])
    const card = cardsOf(await textOf(paths.runMentee(id, menteeId))).get(mentorId)
    expect(card).toContain('Verstuurd door Dirk Dienst op 4 mei 2027')
    expect(card).not.toContain('Kies en zet vast')
    expect(cardsOf(await textOf(path)).get(menteeId)).toContain('stuurde deze starter op')
  })

  test('a block and somebody left out are seen at once, and their buttons go', async () => {
    const { menteeId, mentorId } = await other()
    const back = paths.runMentee(id, menteeId)
    const block = {
      mentee: menteeId,
      mentor: mentorId,
      reason: 'customer_supplier',
      until: '2027-08-01',
      note: 'Levert',
    }
    await dirk.post(paths.blocks(), { ...block, back, _form: t.deps.newToken() })
    const card = cardsOf(await textOf(back)).get(mentorId)
    expect(card).toContain('Niet samen, door Dirk Dienst op 4 mei 2027: Klant of leverancier')
    expect(card).toContain('tot en met 1 augustus 2027 · Levert')
    expect(card).not.toContain('Kies en zet vast')

    const { menteeId: gone } = run.result.proposals[1]!
    await dirk.post(paths.leftOut(), { participant: gone, wish: 'out', back: paths.runMentee(id, gone) })
    expect(await t.db.q.select().from(leftOut)).toHaveLength(1)
    expect([...cardsOf(await textOf(paths.runMentee(id, gone))).values()].join()).not.toContain('Kies en zet vast')
  })

  test('is for staff, for this run and for its starters only', async () => {
    const { menteeId, mentorId } = run.result.proposals[0]!
    const { phone, participantId } = await signUp(t, CHLOE)
    expect((await phone.get(paths.runMentee(id, menteeId))).headers.get('Location')).toBe(paths.signIn())
    for (const address of [
      paths.runMentee('nothing', menteeId),
      paths.runMentee(id, mentorId),
      paths.runMentee(id, participantId),
    ])
      expect((await dirk.get(address)).status).toBe(404)
    expect((await sendPairs(t, dirk, path, [`${participantId}:${mentorId}`])).status).toBe(404)
  })

  test('nothing of the engine’s own words stands on it', async () => {
    const page = await textOf(paths.runMentee(id, run.result.proposals[0]!.menteeId))
    for (const word of ['gewicht', 'weights', 'floor', 'vloer', 'blokkerend', 'boete']) expect(page).not.toContain(word)
  })
})
