import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { introduction, matchingRun, outbox, pairBar, pairBarNote } from '../../db/schema.ts'
import { programmeOf } from '../../src/domain/programmes.ts'
import { ENGINE_VERSION, propose } from '../../src/domain/proposals/proposals.ts'
import { topicBalance } from '../../src/domain/proposals/topic-balance.ts'
import { paths } from '../../src/paths.ts'
import { field, type TestApp } from '../app.ts'
import { bodyOf, makeRun, runId } from '../office.ts'
import { CHLOE, signUp, somebody } from '../people.ts'
import type { StaffBrowser } from '../staff.ts'
import { cardsOf, crowdedOffice, shuffled, storedRun } from './people.ts'

let office: Awaited<ReturnType<typeof crowdedOffice>>
let t: TestApp
let dirk: StaffBrowser

beforeEach(async () => {
  office = await crowdedOffice()
  ;({ t, dirk } = office)
})

const textOf = async (address: string, who: { get: StaffBrowser['get'] } = dirk) => bodyOf(await who.get(address))

describe('a run is frozen', () => {
  test('solved again from its stored input, in any order, it is the same to the byte', async () => {
    const [first] = office.run.result.proposals
    await dirk.post(paths.pins(), { mentee: first!.menteeId, mentor: first!.mentorId, wish: 'pin' })
    for (const id of [office.id, runId(await makeRun(t, dirk))]) {
      const { input, result } = await storedRun(t, id)
      const wrong = { topics: 1, sector: 1, stage: 1, waiting: 1, met: 1 }
      for (const given of [input, shuffled(input), shuffled(shuffled(input))])
        expect(JSON.stringify(propose(given, wrong))).toBe(JSON.stringify({ kind: 'planned', result }))
    }
  })

  test('carries its weights and its engine', async () => {
    expect(office.run.input).toMatchObject({ weights: programmeOf('peter-meter').weights, engine: ENGINE_VERSION })
  })

  test('from before it kept its weights is read with the programme’s', async () => {
    const { weights: _, engine: __, ...old } = office.run.input
    await t.db.client.execute('DROP TRIGGER matching_run_unchanged')
    await t.db.write([t.db.q.update(matchingRun).set({ input: old }).where(eq(matchingRun.id, office.id))])
    const { menteeId, score } = office.run.result.proposals[0]!
    expect(
      cardsOf(await textOf(paths.runMentee(office.id, menteeId)))
        .values()
        .next().value,
    ).toContain(`${score} van 100`)
  })

  test('keeps the weights that it was made with: its points, its reasons, and what solving it again gives', async () => {
    const weights = { topics: 60, sector: 20, stage: 5, waiting: 10, met: 5 }
    const input = { ...office.run.input, weights }
    const outcome = propose(input, programmeOf('peter-meter').weights)
    if (outcome.kind === 'conflict') throw new Error('a conflict')
    await t.db.client.execute('DROP TRIGGER matching_run_unchanged')
    const frozen = { input, result: outcome.result }
    await t.db.write([t.db.q.update(matchingRun).set(frozen).where(eq(matchingRun.id, office.id))])
    const { menteeId, mentorId, score } = outcome.result.proposals[0]!
    expect(score).not.toBe(office.run.result.proposals.find((each) => each.menteeId === menteeId)!.score)
    const [listed, compared] = await Promise.all([textOf(office.path), textOf(paths.runMentee(office.id, menteeId))])
    for (const card of [cardsOf(listed).get(menteeId), [...cardsOf(compared).values()][0]]) {
      expect(card).toContain(`${score} van 100`)
      expect(card).toContain('Onbekend · Fase en Ontmoeting: samen 2 punten')
      const points = [...card!.matchAll(/(\d+) punt(?:en)?/g)].map(([, each]) => Number(each))
      expect(points.reduce((sum, each) => sum + each, 0)).toBe(score)
    }
    expect(await textOf(`${paths.whatIf(office.id)}?pin=${menteeId}:${mentorId}`)).toContain('Niemand verschuift')
  })

  test('decisions stay with the pair, also when a block was lifted', async () => {
    const { menteeId, mentorId } = office.run.result.proposals[0]!
    const block = { mentee: menteeId, mentor: mentorId, reason: 'competitor', until: '', note: '' }
    await dirk.post(paths.blocks(), { ...block, _form: t.deps.newToken() })
    const [bar] = await t.db.q.select().from(pairBar)
    await dirk.post(paths.block(bar!.id), {})
    await dirk.post(paths.introductions(), {
      run: office.id,
      only: `${menteeId}:${mentorId}`,
      _form: t.deps.newToken(),
    })
    const card = cardsOf(await textOf(office.path)).get(menteeId)
    expect(card).toContain('Niet samen, door Dirk Dienst op 4 mei 2027: Concurrenten · mag weer samen sinds 4 mei 2027')
    expect(card).toContain('Verstuurd door Dirk Dienst op 4 mei 2027')
    const [sent] = await t.db.q.select().from(introduction)
    await dirk.post(paths.introductionEnd(sent!.id), { _form: t.deps.newToken() })
    expect(cardsOf(await textOf(office.path)).get(menteeId)).toMatch(/Verstuurd door Dirk Dienst op .* uur · \w+/)
  })
})

test('links to what is computed anew say so to the script, and are links like others without it', async () => {
  const { menteeId } = office.run.result.proposals[0]!
  const slow = async (page: string) =>
    [...(await textOf(page)).matchAll(/<a [^>]*href="([^"?]*)[^"]*"[^>]* data-slow=""/g)].map(([, to]) => to)
  expect(await slow(office.path)).toEqual(
    expect.arrayContaining([paths.whatIf(office.id), paths.runMentee(office.id, menteeId)]),
  )
  const [, second] = office.run.result.proposals
  expect(await slow(paths.runMentee(office.id, menteeId))).toEqual(
    expect.arrayContaining([paths.whatIf(office.id), paths.runMentee(office.id, second!.menteeId)]),
  )
})

describe('a block', () => {
  const wrong = { reason: 'rather_not', until: '2027-05-03', note: 'Zelfde straat', back: '' }
  const blockOf = () => {
    const { menteeId, mentorId } = office.run.result.proposals[0]!
    return { mentee: menteeId, mentor: mentorId, ...wrong, back: office.path, _form: t.deps.newToken() }
  }

  test('with a mistake keeps what was typed, and is put right on the same page', async () => {
    const answer = await dirk.post(paths.blocks(), blockOf())
    expect(answer.status).toBe(422)
    const html = await bodyOf(answer)
    expect(html).toContain('href="#until-again"')
    expect(html).toContain('value="2027-05-03"')
    expect(html).toContain('value="Zelfde straat"')
    expect(html).toMatch(/<option value="rather_not" selected/)
    const fields = { ...blockOf(), until: '2027-06-01', back: field(html, 'back'), _form: field(html, '_form') }
    const saved = await dirk.post(paths.blocks(), fields)
    expect(saved.headers.get('Location')).toBe(`${office.path}?done=blocked`)
    expect(await t.db.q.select().from(pairBar)).toMatchObject([{ reason: 'rather_not' }])
    expect(await t.db.q.select().from(pairBarNote)).toMatchObject([{ body: 'Zelfde straat' }])
  })

  test('in private is read by staff, never by either of the two', async () => {
    await dirk.post(paths.blocks(), { ...blockOf(), until: '' })
    expect(cardsOf(await textOf(office.path)).get(blockOf().mentee)).toContain('Liever niet (blijft onder ons)')
    for (const { phone, signup } of [office.amira, office.bert]) {
      const own = await phone.get(paths.signup(signup.id))
      expect(own.status).toBe(200)
      const read = `${await bodyOf(own)} ${JSON.stringify(await t.db.q.select().from(outbox))}`
      for (const secret of ['Liever niet', 'rather_not', 'Zelfde straat']) expect(read).not.toContain(secret)
    }
  })
})

describe('sending more than ten at once', () => {
  const crowd = async () => {
    for (let n = 20; n < 32; n++) {
      await signUp(t, somebody('mentor', n, { topics: ['premises'] }))
      await signUp(t, somebody('mentee', n, { topics: ['premises'] }))
    }
    return makeRun(t, dirk)
  }

  test('asks once more on a page of its own, and then sends them', async () => {
    const path = await crowd()
    const page = await textOf(path)
    expect(page).not.toContain('name="all"')
    const sending = paths.runSending(runId(path))
    expect(page).toContain(`${sending}?page=1`)
    const asked = await textOf(sending)
    const all = field(asked, 'all')
    const count = all.split(',').length
    expect(count).toBeGreaterThan(10)
    expect(asked).toContain(`Ja, verstuur alle ${count}`)

    const fields = { run: runId(path), all, _form: field(asked, '_form') }
    expect((await dirk.post(paths.introductions(), fields)).headers.get('Location')).toBe(sending)
    expect(await t.db.q.select().from(introduction)).toEqual([])
    for (let n = 0; n < 2; n++) await dirk.post(paths.introductions(), { ...fields, sure: 'yes' })
    expect(await t.db.q.select().from(introduction)).toHaveLength(count)
    expect(await textOf(sending)).toContain('Er is niets meer om te versturen.')
  })

  test('is asked of staff, about a run that exists', async () => {
    expect((await dirk.get(paths.runSending('nothing'))).status).toBe(404)
    const { phone } = await signUp(t, CHLOE)
    expect((await phone.get(paths.runSending(office.id))).headers.get('Location')).toBe(paths.signIn())
  })
})

describe('supply and demand per theme', () => {
  test('counts who asks and which places are free, and says in words what is short', async () => {
    const { input } = office.run
    const ids = programmeOf('peter-meter').topics.map(({ id }) => id)
    const [scarcest] = topicBalance(ids, input).topics
    const html = await textOf(paths.topics())
    const row = (text: string) =>
      text
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .replaceAll('\u00AD', '')
    const label = programmeOf('peter-meter').topics.find(({ id }) => id === scarcest!.topic)!.label
    const short = scarcest!.asked - scarcest!.offered
    expect(short).toBeGreaterThan(0)
    expect(row(html)).toContain(
      `${label.replaceAll('\u00AD', '')} ${scarcest!.asked} ${scarcest!.offered} Tekort: ${short}`,
    )
    expect(html.match(/<rect class="mentee"/g)).toHaveLength(ids.length + 1)
    expect(html).toContain('hx-trigger="every 30s"')
  })

  test('is made again as people sign up, alone for htmx', async () => {
    const before = await (await dirk.get(paths.topics(), { 'HX-Request-Type': 'partial' })).text()
    await signUp(t, { ...CHLOE, topics: ['premises'] })
    const after = await (await dirk.get(paths.topics(), { 'HX-Request-Type': 'partial' })).text()
    expect(before).toMatch(/^<div id="topics"/)
    expect(after).not.toBe(before)
  })
})

test('the only script of our own is small, stands in a file under the page’s nonce, and writes no markup', async () => {
  const answer = await dirk.get(office.path)
  const nonce = /nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1]
  const scripts = (await answer.text()).match(/<script[^>]*>[^<]*<\/script>/g) ?? []
  expect(scripts).toHaveLength(2)
  for (const script of scripts)
    expect(script).toMatch(/^<script src="\/assets\/[\w.-]+" nonce="[^"]+" defer="?"?><\/script>$/)
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
  const own = readFileSync(new URL('../../static/assets/workbench-2.js', import.meta.url), 'utf8')
  expect(own.length).toBeLessThanOrEqual(2650)
  expect(own).not.toMatch(/eval|Function|innerHTML|outerHTML|insertAdjacent|document\.write/)
  const { menteeId } = office.run.result.proposals[0]!
  for (const page of [paths.matching(), office.path, paths.runMentee(office.id, menteeId), paths.whatIf(office.id)])
    expect(await textOf(page)).toMatch(/data-busy="" hidden/)
})
