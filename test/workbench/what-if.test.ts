import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { audit, matchingRun, pairBar, pairLift, participant, pin } from '../../db/schema.ts'
import type { Pair } from '../../src/domain/introduction.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { propose, type RunInput } from '../../src/domain/proposals/proposals.ts'
import { withChanges } from '../../src/domain/proposals/what-if.ts'
import { paths } from '../../src/paths.ts'
import { field, type TestApp } from '../app.ts'
import { bodyOf, makeRun, runId } from '../office.ts'
import type { StaffBrowser } from '../staff.ts'
import { crowdedOffice, storedRun } from './people.ts'

let t: TestApp
let dirk: StaffBrowser
let id: string
let run: Awaited<ReturnType<typeof storedRun>>
let others: Pair
const { weights } = programmeOf('peter-meter')
const NONE = { pins: [], unpins: [], blocks: [], unblocks: [], places: [] }

beforeEach(async () => {
  ;({ t, dirk, id, run } = await crowdedOffice())
  others = allowedPair()
})

const textOf = async (address: string) => bodyOf(await dirk.get(address))
const plain = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const key = ({ menteeId, mentorId }: Pair) => `${menteeId}:${mentorId}`

function solved(input: RunInput) {
  const outcome = propose(input, weights)
  if (outcome.kind === 'conflict') throw new Error('a conflict')
  return outcome.result
}

/** A pair that the run did not choose, but that may be, and that moves somebody else. */
function allowedPair(): Pair {
  for (const { id: menteeId } of run.input.mentees)
    for (const { id: mentorId } of run.input.mentors) {
      const pair = { menteeId, mentorId }
      const outcome = propose(withChanges(run.input, { ...NONE, pins: [pair] }), weights)
      if (outcome.kind === 'planned' && outcome.result.total < run.result.total) return pair
    }
  throw new Error('no such pair')
}

describe('what if', () => {
  test('shows two plans side by side, and who moves, as solving with the change gives', async () => {
    const after = solved(withChanges(run.input, { ...NONE, pins: [others] }))
    const page = plain(await textOf(`${paths.whatIf(id)}?pin=${key(others)}`))
    const mean = (plan: typeof after) =>
      new Intl.NumberFormat('nl-BE', { maximumFractionDigits: 1 }).format(plan.total / plan.proposals.length)
    expect(page).toContain(`Starters geholpen ${run.result.proposals.length} ${after.proposals.length} `)
    expect(page).toContain(`(gemiddelde op 100) ${mean(run.result)} ${mean(after)} `)
    expect(page).toContain(`Het zwakste duo (op 100) ${run.result.worst} ${after.worst} `)
    const before = new Map(run.result.proposals.map((each) => [each.menteeId, each.mentorId]))
    const then = new Map(after.proposals.map((each) => [each.menteeId, each.mentorId]))
    const moved = run.input.mentees.filter((who) => before.get(who.id) !== then.get(who.id))
    expect(page).toContain(`${moved.length} starters verschuiven`)
  })

  test('writes nothing, whatever is asked', async () => {
    const changes = `pin=${key(others)}&places=${others.mentorId}:4&block=a:b&unpin=c:d&pin=nonsense&places=x:y`
    expect((await dirk.get(`${paths.whatIf(id)}?${changes}`)).status).toBe(200)
    expect(await t.db.q.select().from(pin)).toEqual([])
    expect(await t.db.q.select().from(pairBar)).toEqual([])
    expect(await t.db.q.select().from(matchingRun)).toHaveLength(1)
  })

  test('knows nobody who is not in the run, or was erased since', async () => {
    const { menteeId, mentorId } = others
    const strangers = `pin=x:y&pin=${mentorId}:${menteeId}&unpin=${menteeId}:y&block=x:${mentorId}&unblock=x:y&places=y:3`
    const page = await textOf(`${paths.whatIf(id)}?${strangers}`)
    expect(page).toContain('Je probeert nog niets uit.')
    expect(page).not.toContain('Gewiste deelnemer')
    const added = await dirk.get(`${paths.whatIf(id)}?mentee=x&mentor=${mentorId}&seat=y&wish=pin`)
    expect(await bodyOf(added)).toContain('Kies een starter en een peter of meter.')
    await t.db.client.execute(`UPDATE participant SET person_id = NULL, erased_at = 1 WHERE id = '${menteeId}'`)
    expect(await textOf(`${paths.whatIf(id)}?pin=${key(others)}`)).toContain('Je probeert nog niets uit.')
  })

  test('tells namesakes apart by what they ask or offer, wherever they are named', async () => {
    const [one, two] = [
      run.input.mentees[0]!,
      run.input.mentees.find(({ topics }) => !topics.includes(run.input.mentees[0]!.topics[0]!))!,
    ]
    await t.db.client.execute(
      `UPDATE person SET name = 'Emre Huysmans' WHERE id IN (SELECT person_id FROM participant WHERE id IN ('${one.id}', '${two.id}'))`,
    )
    const html = await textOf(`${paths.whatIf(id)}?block=${one.id}:${others.mentorId}`)
    const labels = [...html.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)</g)].map(([, value, label]) => [
      value,
      label,
    ])
    const namesakes = labels.filter(([, label]) => label!.startsWith('Emre Huysmans'))
    expect(namesakes.map(([value]) => value).sort()).toEqual([one.id, two.id].sort())
    expect(new Set(namesakes.map(([, label]) => label)).size).toBe(2)
    const [, label] = namesakes.find(([value]) => value === one.id)!
    expect(label).toMatch(/^Emre Huysmans \(.+\)$/)
    expect(html).toMatch(new RegExp(`<label[^>]*>.*${label!.replaceAll(/[()]/g, '\\$&')}`, 's'))
    expect(labels.find(([value]) => value === others.mentorId)![1]).not.toContain('(')
  })

  test('what the form adds comes into the address, and into the page for htmx', async () => {
    const query = `mentee=${others.menteeId}&mentor=${others.mentorId}&wish=block`
    const answer = await dirk.get(`${paths.whatIf(id)}?${query}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(`${paths.whatIf(id)}?block=${key(others)}`)
    const part = await dirk.get(`${paths.whatIf(id)}?${query}`, { 'HX-Request-Type': 'partial' })
    expect(part.headers.get('HX-Push-Url')).toBe(`${paths.whatIf(id)}?block=${key(others)}`)
    expect(part.headers.get('Vary')).toContain('HX-Request-Type')
    const html = await part.text()
    expect(html).toMatch(/^<div id="what-if"/)
    expect(html).toContain(`name="block" id="block-${others.menteeId}-${others.mentorId}"`)
  })

  test('a pin after a block of the same pair takes its place, and one starter has one pin', async () => {
    const other = run.input.mentors.find((who) => who.id !== others.mentorId)!.id
    const start = `block=${key(others)}&pin=${others.menteeId}:${other}`
    const query = `${start}&mentee=${others.menteeId}&mentor=${others.mentorId}&wish=pin`
    const answer = await dirk.get(`${paths.whatIf(id)}?${query}`)
    expect(answer.headers.get('Location')).toBe(`${paths.whatIf(id)}?pin=${key(others)}`)
  })

  test('more places help more starters, and say that places are not kept', async () => {
    const { mentorId } = run.result.proposals[0]!
    const query = `seat=${mentorId}&count=5&wish=places`
    const answer = await dirk.get(`${paths.whatIf(id)}?${query}`)
    const after = solved(withChanges(run.input, { ...NONE, places: [{ mentorId, places: 5 }] }))
    expect(after.proposals.length).toBeGreaterThan(run.result.proposals.length)
    const page = plain(await textOf(answer.headers.get('Location')!))
    expect(page).toContain(`Starters geholpen ${run.result.proposals.length} ${after.proposals.length} +`)
    expect(page).toContain('Plaatsen bewaren we niet')
    expect(page).not.toContain('Bewaar en maak een nieuw voorstel')
  })

  test('says what is missing, and what cannot be together', async () => {
    const incomplete = `${paths.whatIf(id)}?mentee=${others.menteeId}&mentor=&wish=pin`
    expect(await textOf(incomplete)).toContain('Kies een starter en een peter of meter.')
    expect(await textOf(`${paths.whatIf(id)}?seat=&count=3&wish=places`)).toContain('een aantal van 0 tot 20')
    const [one, two] = run.input.mentees.filter((who) => who.topics.includes('accounting')).map((who) => who.id)
    const bert = run.input.mentors.find((who) => who.topics.join() === 'accounting,finance')!.id
    const both = await textOf(`${paths.whatIf(id)}?pin=${one}:${bert}&pin=${two}:${bert}`)
    expect(both).toContain('Dit kan niet allemaal samen')
    expect(both).toContain('staan er te veel starters vast')
  })
})

describe('keeping it', () => {
  const keep = (fields: Record<string, string | string[]>) =>
    dirk.post(paths.whatIf(id), { _form: t.deps.newToken(), ...fields })

  test('makes the pins and the blocks, and a new run that is what was shown; twice is once', async () => {
    const { menteeId, mentorId } = run.result.proposals.find((each) => each.menteeId !== others.menteeId)!
    const apart = { menteeId, mentorId }
    const address = `${paths.whatIf(id)}?pin=${key(others)}&block=${key(apart)}`
    const form = field(await textOf(address), '_form')
    const fields = { pin: key(others), block: key(apart), reason: 'rather_not', _form: form }
    const answers = [await keep(fields), await keep(fields)]
    expect(answers[0]!.headers.get('Location')).toBe(answers[1]!.headers.get('Location'))
    expect(await t.db.q.select().from(pin)).toMatchObject([{ ...others, staffId: dirk.staffId }])
    expect(await t.db.q.select().from(pairBar)).toMatchObject([{ reason: 'rather_not', until: null }])
    expect(await t.db.q.select().from(matchingRun)).toHaveLength(2)
    const kept = await storedRun(t, runId(answers[0]!.headers.get('Location')!))
    expect(kept.result).toEqual(solved(withChanges(run.input, { ...NONE, pins: [others], blocks: [apart] })))
  })

  test('a block without a reason is not kept: it is asked for, with all that was tried still there', async () => {
    const address = `${paths.whatIf(id)}?block=${key(others)}&places=${others.mentorId}:4`
    expect(await textOf(address)).toContain('<option value="">Kies een reden</option>')
    for (const reason of ['', 'nonsense']) {
      const fields = { block: key(others), places: `${others.mentorId}:4`, reason }
      const answer = await keep(fields)
      expect(answer.status).toBe(422)
      const page = await bodyOf(answer)
      expect(page).toContain('<a href="#reason">Kies een reden</a>')
      expect(page).toContain(`name="block" value="${key(others)}"`)
      expect(page).toContain(`name="places" value="${others.mentorId}:4"`)
    }
    expect(await t.db.q.select().from(pairBar)).toEqual([])
    expect(await t.db.q.select().from(matchingRun)).toHaveLength(1)
  })

  test('takes off what the run had', async () => {
    await keep({ pin: key(others) })
    const first = run.result.proposals.find((each) => each.menteeId !== others.menteeId)!
    await keep({ block: key(first), reason: 'family' })
    id = runId(await makeRun(t, dirk))
    const page = await textOf(paths.whatIf(id))
    expect(page).toContain('Maak los:')
    expect(page).toContain('Mag weer samen:')
    await keep({ unpin: key(others), unblock: key(first) })
    expect(await t.db.q.select().from(pin)).toEqual([])
    expect(await t.db.q.select().from(pairLift)).toHaveLength(1)
    const [latest] = (await t.db.q.select().from(matchingRun)).toReversed()
    expect(latest!.result).toEqual(run.result)
  })

  test('takes off no pin of another programme, nor one that is not there', async () => {
    const [own] = await t.db.q.select().from(participant).where(eq(participant.id, others.menteeId))
    const foreign = { ...own!, id: 'foreign', programme: 'duo-for-a-job', subjectRef: 'foreign' }
    await t.db.write([
      t.db.q.insert(participant).values(foreign),
      t.db.q.insert(pin).values({ menteeId: 'foreign', mentorId: others.mentorId, at: 1, staffId: dirk.staffId }),
    ])
    expect((await keep({ unpin: `foreign:${others.mentorId}` })).status).toBe(303)
    expect(await t.db.q.select().from(pin)).toHaveLength(1)
    expect(await t.db.q.select().from(audit).where(eq(audit.action, 'pair.unpinned'))).toEqual([])
  })

  test('is refused to strangers, for unknown people, and without the form’s key', async () => {
    expect((await keep({ pin: `${others.menteeId}:nobody` })).status).toBe(404)
    expect((await keep({ pin: `${others.mentorId}:${others.menteeId}` })).status).toBe(404)
    expect((await dirk.post(paths.whatIf(id), { pin: key(others) })).status).toBe(400)
    expect((await dirk.post(paths.whatIf('nothing'), { pin: key(others) })).status).toBe(404)
    expect((await dirk.get(paths.whatIf('nothing'))).status).toBe(404)
    expect((await keep({ pin: key(others), _csrf: 'wrong' })).status).toBe(403)
    expect(await t.db.q.select().from(pin)).toEqual([])
  })
})
