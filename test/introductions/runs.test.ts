import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { expireDue } from '../../db/introductions/introductions.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { leftOut, matchingRun, outbox } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { field } from '../app.ts'
import { DAY, runId } from '../office.ts'
import { AMIRA, BERT, CHLOE, signUp, somebody } from '../people.ts'
import { amira, bert, dirk, els, openDesk, run, send, t, textOf, wait } from './desk.ts'

openDesk()

describe('a run', () => {
  test('proposes who fits, with reasons per criterion, and says why nobody was found for the others', async () => {
    await signUp(t, { ...CHLOE, topics: ['balance'] })
    const page = await textOf(await run())
    expect(page).toContain(AMIRA.name)
    expect(page).toContain(BERT.name)
    expect(page.replaceAll('\u00AD', '')).toContain('Thema’s: Boekhouding')
    expect(page).toMatch(/<b>Past<\/b> · Sector: allebei Horeca en verblijf/)
    expect(page).not.toMatch(/Fase|Ontmoeting/)
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
    const answers = await Promise.all(
      [1, 2, 3].map(() => dirk.post(paths.runs(), { programme: 'peter-meter', _form: form })),
    )
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
    await wait(t.clock.now + 3 * DAY)
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
    expect(page).not.toContain(`href="${paths.participant(bert)}`)
  })

  test('of another id is the page that does not exist', async () => {
    expect((await dirk.get(paths.run('nothing'))).status).toBe(404)
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
  await wait(t.clock.now + 12 * DAY)
  await Promise.all([run(), run(els), expireDue(t.deps)])
  const mails = await t.db.q.select().from(outbox).where(eq(outbox.kind, 'expired'))
  expect(mails).toHaveLength(2)
})
