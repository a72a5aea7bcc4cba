import { beforeEach, expect, test } from 'vitest'
import { lastDayOf } from '../../src/domain/duos/duo-time.ts'
import { completion, extension, pause, resume, resumeOf, sooner, takenBack } from '../duo-world.ts'
import { closure, running, type World, world } from '../world.ts'

/* What pauses and extensions mean together for the last day; each guard alone is tried in test/guards/guards-duo.test.ts. */

let w: World

beforeEach(async () => {
  w = await world()
})

test('the last day is the latest that a pause or an extension gave', async () => {
  const lastDay = () => w.rows(`SELECT ends_on FROM duo_last_day WHERE duo_id = 'd'`)
  await w.run(running)
  expect(await lastDay()).toEqual([['2027-11-08']])
  await w.run(pause('p') + resume())
  expect(await lastDay()).toEqual([['2027-11-22']])
  await w.run(extension('x', '2028-02-22'))
  expect(await lastDay()).toEqual([['2028-02-22']])
  expect(await w.refusal(completion('2028-02-21'))).toBe('ENDS_EARLIER')
  expect(await w.refusal(completion('2028-02-22'))).toBe('let through')
})

test('a pause that was put right counts as it stands: in the last day, beside other pauses, and at the end', async () => {
  const lastDay = () => w.rows(`SELECT ends_on FROM duo_last_day WHERE duo_id = 'd'`)
  await w.run(running + pause('p') + resume('2028-07-01', '2028-11-08') + extension('x', '2029-02-08'))
  await w.run(sooner('a', '2027-07-20') + sooner('b', '2027-07-15'))
  expect(await lastDay()).toEqual([['2028-02-22']])
  expect(await w.refusal(sooner('c', '2027-07-01'))).toBe('OUTSIDE_DUO')
  await w.run(takenBack('c'))
  expect(await lastDay()).toEqual([['2028-02-08']])
  await w.run(pause('q', '2027-07-10'))
  expect(await w.refusal(completion('2028-02-08'))).toBe('ENDS_EARLIER')
  await w.run(takenBack('e').replace(`'p'`, `'q'`))
  expect(await w.refusal(completion('2028-02-07'))).toBe('ENDS_EARLIER')
  expect(await w.refusal(completion('2028-02-08'))).toBe('let through')
})

test('the database counts the last day as the pages do, also where a month is shorter', async () => {
  for (const endsOn of ['2027-08-31', '2027-11-30', '2028-11-29']) {
    w = await world()
    await w.run(running.replaceAll('2027-11-08', endsOn) + pause('p') + resume('2027-07-15', '2028-12-31'))
    await w.run(extension('x', '2029-12-31'))
    const pauses = [{ fromOn: '2027-07-01', resumedOn: '2027-07-15' }]
    const time = { startedOn: '2027-05-08', endsOn, extensions: [{ months: 3 }], pauses }
    expect(await w.rows('SELECT ends_on FROM duo_last_day')).toEqual([[lastDayOf(time)]])
  }
})

test('a duo that stands still is not completed, but can be stopped', async () => {
  await w.run(running + pause('p'))
  expect(await w.refusal(completion('2027-11-08'))).toBe('ENDS_EARLIER')
  expect(await w.refusal(closure('d'))).toBe('let through')
})

test('of two pauses the second begins when the first is over; one without a known end comes before no other', async () => {
  await w.run(running + pause('p') + resume())
  expect(await w.refusal(pause('q', '2027-07-14'))).toBe('ALREADY_PAUSED')
  expect(await w.refusal(pause('q', '2027-06-30').replace('holiday', 'pause'))).toBe('ALREADY_PAUSED')
  expect(await w.refusal(pause('q', '2027-07-15').replace('holiday', 'pause'))).toBe('let through')

  const other = await world()
  await other.run(running + pause('p') + resume())
  expect(await other.refusal(pause('q', '2027-06-01') + resumeOf('q', '2027-07-01', '2027-12-22'))).toBe('let through')
})
