import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { withdraw } from '../../db/people/personal-data.ts'
import { matchingRun, pairBar, participant, pin } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { bodyOf, runId } from '../office.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from '../people.ts'
import { amira, bert, dirk, els, openDesk, run, send, sentNow, t, textOf, wait } from './desk.ts'

openDesk()

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

  test('what somebody decided on a run themselves is no news to them; to a colleague it is', async () => {
    const path = await run()
    const carla = await signUp(t, somebody('mentor', 1, { name: 'Carla Vrij', topics: ['permits'], sector: 'build' }))
    const both = { mentee: amira, mentor: bert, back: path }
    const CHANGED = 'De groep veranderde sinds dit voorstel'
    expect(await textOf(path)).toContain(CHANGED)
    await dirk.post(paths.leftOut(), { participant: carla.participantId, wish: 'out', back: path })

    const pinned = await dirk.post(paths.pins(), { ...both, wish: 'pin', back: `${path}?page=2` })
    expect(pinned.headers.get('Location')).toBe(`${path}?page=2&done=pinned`)
    expect(await textOf(path)).not.toContain(CHANGED)
    const block = { ...both, reason: 'other', until: '', _form: t.deps.newToken() }
    expect((await dirk.post(paths.blocks(), block)).status).toBe(303)
    expect(await textOf(path)).not.toContain(CHANGED)
    expect(await textOf(path, els)).toContain('bij 2 mensen veranderde iets')
    await dirk.post(paths.leftOut(), { participant: amira, wish: 'out', back: path })
    expect(await textOf(path)).not.toContain(CHANGED)
    expect(await textOf(path, els)).toContain('1 persoon doet niet meer mee')
  })

  test('pins that cannot all be kept are named, and no run is made', async () => {
    const chloe = (await signUp(t, CHLOE)).participantId
    for (const mentee of [amira, chloe]) await dirk.post(paths.pins(), { mentee, mentor: bert, wish: 'pin' })
    const answer = await dirk.post(paths.runs(), { programme: 'peter-meter', _form: t.deps.newToken() })
    expect(answer.status).toBe(409)
    const html = await bodyOf(answer)
    expect(html).toContain(`Bij ${BERT.name} staan er te veel starters vast`)
    expect(html).toContain(CHLOE.name)
    expect(await t.db.q.select().from(matchingRun)).toEqual([])
  })

  test('a pin on a pair with nothing in common is named', async () => {
    const dora = (await signUp(t, { ...CHLOE, email: 'dora@example.org', topics: ['green'] })).participantId
    await dirk.post(paths.pins(), { mentee: dora, mentor: bert, wish: 'pin' })
    const answer = await dirk.post(paths.runs(), { programme: 'peter-meter', _form: t.deps.newToken() })
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

    await wait(Date.UTC(2027, 4, 10, 21, 59))
    expect(await textOf(paths.matching())).toContain('Zelfde straat')
    await wait(Date.UTC(2027, 4, 10, 22, 1))
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

  test('a block that is sent twice is one; another note in its form is not kept, and comes back', async () => {
    const _form = t.deps.newToken()
    const block = { mentee: amira, mentor: bert, reason: 'competitor', until: '', note: 'Zelfde straat', _form }
    const sent = (more = {}) => dirk.post(paths.blocks(), { ...block, ...more })
    for (const { status } of await Promise.all([sent(), sent()])) expect(status).toBe(303)
    const other = await sent({ note: 'Oude ruzie' })
    expect([other.status, await bodyOf(other)]).toEqual([409, expect.stringMatching(/dit nog niet[\s\S]*Oude ruzie/)])
    expect(await t.db.q.select().from(pairBar)).toHaveLength(1)
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
    expect(look.replaceAll('\u00AD', '')).toContain('Thema’s: Boekhouding')
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
