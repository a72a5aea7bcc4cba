import { afterEach, expect, test } from 'vitest'
import type { Statement } from '../../db/client.ts'
import { batchById } from '../../db/imports/import-files.ts'
import { type KeptReason, keptOf, undoImport } from '../../db/imports/import-undo.ts'
import { insertMails } from '../../db/outbox.ts'
import {
  checkinAnswer,
  checkinAsk,
  coachingNote,
  duo,
  duoEnd,
  duoExtension,
  duoPause,
  duoRemark,
  endAnswer,
  meeting,
  meetingLog,
  outcome,
} from '../../db/schema.ts'
import { freshApp, type TestApp } from '../app.ts'
import { DAY } from '../office.ts'
import { signInStaff } from '../staff.ts'
import { duosFile, ENDED, imported, RUNNING, SIX_PEOPLE } from './imports.ts'

/* What happened since to a duo that came by file: each fact alone is enough for it to stay. */

let t: TestApp

afterEach(() => t.db.close())

type Imported = typeof duo.$inferSelect & { staffId: string }
type Facts = (t: TestApp, duo: Imported) => Statement[]

const id = 'since'
const mail = { id, kind: 'checkin', dedupeKey: id } as const
const byMentor = { by: 'mentor', way: 'mail' } as const

const FACTS: [KeptReason, string, Record<string, string>, Facts][] = [
  [
    'acted',
    'answered a question that was put before',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId, at }) => {
      const asked = { duoId, milestone: 'month-1', side: 'mentor' as const }
      return [
        q.insert(checkinAsk).values({ ...asked, dueOn: '2027-03-01', at }),
        q.insert(checkinAnswer).values({ ...asked, answer: 'good', callMe: false, way: 'mail', at: clock.now }),
      ]
    },
  ],
  [
    'acted',
    'noted a meeting',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId }) => [
      q.insert(meetingLog).values({ ...byMentor, id, duoId, metOn: '2027-05-01', minutes: 60, at: clock.now }),
    ],
  ],
  [
    'acted',
    'answered the questions of the end',
    ENDED,
    ({ db: { q }, clock }, { id: duoId }) => [
      q.insert(endAnswer).values({ duoId, side: 'mentor', again: true, way: 'mail', at: clock.now }),
    ],
  ],
  [
    'acted',
    'added a remark',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId }) => [
      q.insert(duoRemark).values({ id, duoId, side: 'mentee', about: 'day-90', body: 'Fijn.', at: clock.now }),
    ],
  ],
  [
    'acted',
    'proposed a meeting',
    RUNNING,
    ({ db: { q }, clock }, { introductionId }) => [
      q.insert(meeting).values({
        ...{ ...byMentor, id, introductionId, slots: [clock.now + DAY] },
        ...{ minutes: 60, staffJoins: false, at: clock.now },
      }),
    ],
  ],
  [
    'mailed',
    'got a mail about the duo',
    RUNNING,
    ({ db, clock }, { id: duoId, mentorId: participantId }) => [
      insertMails(db, [{ ...mail, participantId, duoId, now: clock.now }]),
    ],
  ],
  [
    'mailed',
    'got a mail about their introduction',
    RUNNING,
    ({ db, clock }, { introductionId, mentorId: participantId }) => [
      insertMails(db, [{ ...mail, participantId, introductionId, now: clock.now }]),
    ],
  ],
  [
    'mailed',
    'were asked how it goes',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId }) => [
      q.insert(checkinAsk).values({ duoId, milestone: 'day-90', side: 'mentee', dueOn: '2027-05-02', at: clock.now }),
    ],
  ],
  [
    'ended',
    'stopped',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId }) => [
      q.insert(duoEnd).values({ duoId, reason: 'early', endedOn: '2027-05-05', at: clock.now }),
    ],
  ],
  [
    'changed',
    'have a note of staff',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId, staffId }) => [
      q.insert(coachingNote).values({ id, duoId, body: 'Belde.', at: clock.now, staffId }),
    ],
  ],
  [
    'changed',
    'pause',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId }) => [
      q.insert(duoPause).values({ ...byMentor, id, duoId, kind: 'pause', fromOn: '2027-05-05', at: clock.now }),
    ],
  ],
  [
    'changed',
    'go on for longer',
    RUNNING,
    ({ db: { q }, clock }, { id: duoId, staffId }) => [
      q.insert(duoExtension).values({
        ...{ id, duoId, months: 3, endsOn: '2027-11-01', reason: 'goal_near' },
        ...{ staffId, at: clock.now },
      }),
    ],
  ],
  [
    'changed',
    'have a new outcome',
    ENDED,
    ({ db: { q }, clock }, { id: duoId, staffId }) => [
      q.insert(outcome).values({ id, duoId, moment: 'end', code: 'none', by: 'staff', staffId, at: clock.now }),
    ],
  ],
]

test.each(FACTS)('stays as "%s": they %s', async (reason, _, row, facts) => {
  t = await freshApp()
  const { staffId, ...dirk } = await signInStaff(t)
  await imported(t, { staffId, ...dirk }, SIX_PEOPLE)
  const batchId = await imported(t, { staffId, ...dirk }, duosFile(row), { kind: 'duos' })
  const batch = (await batchById(t.deps, batchId))!
  expect(await keptOf(t.deps, batch)).toEqual([])
  t.clock.now += DAY
  const [found] = await t.db.q.select().from(duo)
  await t.db.write(facts(t, { ...found!, staffId }))

  expect((await keptOf(t.deps, batch)).map((kept) => [kept.id, kept.reason])).toEqual([[found!.id, reason]])
  expect(await undoImport(t.deps, batch, staffId)).toBe('undone')
  expect(await t.db.q.select({ id: duo.id }).from(duo)).toEqual([{ id: found!.id }])
})
