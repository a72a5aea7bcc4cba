import { beforeEach, describe, expect, test } from 'vitest'
import { blockId } from '../../db/matching/pool.ts'
import { withdraw } from '../../db/people/personal-data.ts'
import { audit, coachingNote, duoRemark, meeting, meetingPlace, note, pairBar, pairBarNote } from '../../db/schema.ts'
import { paths } from '../../src/paths.ts'
import { browser, type TestApp } from '../app.ts'
import { bodyOf } from '../office.ts'
import { signUp, somebody } from '../people.ts'
import { daysLater, runningDuo } from '../running.ts'
import { FATMA, type StaffBrowser, signInStaff } from '../staff.ts'

/* "Gevoelige info? Wis deze notitie": the button beside each text that somebody typed about people. */

let t: TestApp
let dirk: StaffBrowser
let amira: string
let bert: string
let duoId: string
let introId: string
let block: string

beforeEach(async () => {
  const running = await runningDuo()
  ;({ t, duoId, introId } = running)
  amira = running.amira.participantId
  bert = running.bert.participantId
  dirk = await signInStaff(t)
  block = blockId({ mentorId: bert, menteeId: amira }, 'b')
  const { q } = t.db
  const [at, { staffId }] = [t.clock.now, dirk]
  const slots = [at + 86_400_000]
  const proposal = { by: 'mentor', way: 'mail', slots, minutes: 60, staffJoins: false, at } as const
  await t.db.write([
    q.insert(note).values({ id: 'n', participantId: amira, body: 'CANARY note', at, staffId }),
    q.insert(coachingNote).values({ id: 'c', duoId, body: 'CANARY coaching-note', at, staffId }),
    q.insert(duoRemark).values({ id: 'r', duoId, side: 'mentor', about: 'day-14', body: 'CANARY remark', at }),
    q.insert(pairBar).values({ id: block, pairHash: 'h', kind: 'block', reason: 'conflict', at, staffId }),
    q.insert(pairBarNote).values({ barId: block, body: 'CANARY block-note' }),
    q.insert(meeting).values({ id: 'm', introductionId: introId, ...proposal }),
    q.insert(meetingPlace).values({ meetingId: 'm', body: 'CANARY meeting-place' }),
  ])
})

/** Each text: whom it is about, the page where it stands, and where its button leads. */
const texts = () => [
  { kind: 'note', of: amira, page: paths.participant(amira), button: paths.participantNoteRemoval(amira, 'n') },
  { kind: 'coaching-note', of: duoId, page: paths.duo(duoId), button: paths.duoNoteRemoval(duoId, 'c') },
  { kind: 'remark', of: duoId, page: paths.duo(duoId), button: paths.duoRemarkRemoval(duoId, 'r') },
  { kind: 'block-note', of: block, page: paths.matching(), button: paths.blockNoteRemoval(block) },
  {
    kind: 'meeting-place',
    of: introId,
    page: paths.staffIntroduction(introId),
    button: paths.meetingPlaceRemoval(introId, 'm'),
  },
]

const left = async () => {
  const { q } = t.db
  const rows = [note, coachingNote, duoRemark, meetingPlace, pairBarNote].map((table) => q.select().from(table))
  return (await Promise.all(rows)).flat().map(({ body }) => body)
}
const wipes = async () => (await t.db.q.select().from(audit)).filter(({ action }) => action === 'text.wiped')

describe('the button', () => {
  test('stands beside each text and wipes that one alone; that it went, and by whom, stays', async () => {
    let expected = 5
    for (const { kind, of, page, button } of texts()) {
      const before = await bodyOf(await dirk.get(page))
      expect(before, kind).toContain(`CANARY ${kind}`)
      expect(before, kind).toContain(`action="${button}"`)
      const answer = await dirk.post(button, {})
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${page}?done=wiped`])

      const after = await bodyOf(await dirk.get(`${page}?done=wiped`))
      expect(after).toContain('De tekst is gewist.')
      expect(after).not.toContain(`CANARY ${kind}`)
      expect(await left()).toHaveLength(--expected)
      expect((await wipes()).at(-1)).toMatchObject({ staffId: dirk.staffId, subject: of, detail: kind })
    }
    expect(JSON.stringify(await t.db.q.select().from(audit))).not.toContain('CANARY')
    expect(await t.db.q.select().from(pairBar)).toHaveLength(1)
  })

  test('twice wipes once, and tells it once', async () => {
    for (const { page, button } of texts()) {
      await dirk.post(button, {})
      const again = await dirk.post(button, {})
      expect([again.status, again.headers.get('Location')]).toEqual([303, page])
    }
    expect(await wipes()).toHaveLength(5)
  })

  test('is nobody else’s: another office meets what is not there, and who is not signed in wipes nothing', async () => {
    const fatma = await signInStaff(t, FATMA)
    for (const { button } of texts()) {
      expect((await fatma.post(button, {})).status).toBe(404)
      expect((await browser(t.app).post(button, {})).status).not.toBe(200)
      expect((await dirk.post(button, { _csrf: 'wrong' })).status).toBe(403)
    }
    expect(await left()).toHaveLength(5)
  })

  test('wipes a text of whom the address names, and of nobody else', async () => {
    const other = await signUp(t, somebody('mentee', 1))
    for (const wrong of [
      paths.participantNoteRemoval(other.participantId, 'n'),
      paths.duoRemarkRemoval(duoId, 'c'),
      paths.duoNoteRemoval(duoId, 'r'),
      paths.meetingPlaceRemoval(introId, 'n'),
    ])
      expect((await dirk.post(wrong, {})).headers.get('Location')).not.toContain('done')
    for (const absent of [paths.duoNoteRemoval('none', 'c'), paths.blockNoteRemoval('a:b:c'), paths.block('none')])
      expect((await dirk.post(absent, {})).status).toBe(404)
    expect(await left()).toHaveLength(5)
    expect(await wipes()).toEqual([])
  })

  test('finds nothing of who stopped, of a block that was lifted, or once it went by itself', async () => {
    await dirk.post(paths.block(block), { wish: 'lift' })
    expect(await left()).not.toContain('CANARY block-note')
    await withdraw(t.deps, bert, { actor: 'self' })
    expect(await left()).toEqual(['CANARY note'])
    await withdraw(t.deps, amira, { actor: 'self' })
    expect(await left()).toEqual([])
    await daysLater(t, 400)
    dirk = await signInStaff(t)
    for (const { kind, page, button } of texts()) {
      const answer = await dirk.post(button, {})
      if (kind === 'note') expect(answer.status).toBe(404)
      else expect([answer.status, answer.headers.get('Location')]).toEqual([303, page])
    }
    expect(await wipes()).toEqual([])
  })
})
