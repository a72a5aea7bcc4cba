import { expect, test } from 'vitest'
import { insertOf } from '../../db/built.ts'
import { Refused, Unavailable } from '../../db/refusal.ts'
import { formKey, participant } from '../../db/schema.ts'
import { together } from '../../db/together.ts'
import { freshApp } from '../app.ts'

/* What waits goes together; an item fails for its own sake only, unless the disk fails them all. */

test('what waits at the same moment goes in one turn, and everybody gets their own result', async () => {
  const turns: number[][] = []
  const double = together<number, number>({
    most: 3,
    all: async (items) => {
      turns.push(items)
      return items.map((item) => item * 2)
    },
    alone: async (item) => {
      turns.push([item])
      return item * 2
    },
  })
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
  expect(turns).toEqual([[1, 2, 3], [4]])
})

test('when a turn fails each is done alone, and only the one at fault fails', async () => {
  const halve = together<number, number>({
    most: 10,
    all: async () => {
      throw new Error('odd')
    },
    alone: async (item) => {
      if (item % 2 !== 0) throw new Error(`${item} is odd`)
      return item / 2
    },
  })
  const results = await Promise.allSettled([2, 3, 4].map(halve))
  expect(results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
    1,
    '3 is odd',
    2,
  ])
})

test('a disk that fails is not asked again for each', async () => {
  let asked = 0
  const write = together<number, number>({
    most: 10,
    all: async () => {
      asked++
      throw new Unavailable('write')
    },
    alone: async () => {
      asked++
      return 0
    },
  })
  const results = await Promise.allSettled([1, 2, 3].map(write))
  expect([asked, ...results.map((one) => one.status)]).toEqual([1, 'rejected', 'rejected', 'rejected'])
  await expect(write(4)).resolves.toBe(0)
})

test('of two hundred writes at once each gets its own rows, and the refused one alone is refused', async () => {
  const { db } = await freshApp()
  await db.write([db.q.insert(formKey).values({ key: '77', location: '/', at: 1 })])
  const results = await Promise.allSettled(
    Array.from({ length: 200 }, (_, n) =>
      db.write([
        db.q
          .insert(formKey)
          .values({ key: `${n}`, location: '/', at: n })
          .returning({ key: formKey.key }),
        db.q.insert(formKey).values({ key: `${n} again`, location: '/', at: n }),
      ]),
    ),
  )
  for (const [n, result] of results.entries()) {
    if (n === 77) expect(result).toMatchObject({ status: 'rejected', reason: expect.any(Refused) })
    else expect(result).toMatchObject({ value: [[{ key: `${n}` }], []] })
  }
  expect((await db.q.select().from(formKey)).length).toBe(1 + 199 * 2)
})

test('a statement that is no SQL fails its own write only', async () => {
  const { db } = await freshApp()
  const good = () => db.write([db.q.insert(formKey).values({ key: crypto.randomUUID(), location: '/', at: 1 })])
  const bad = () => db.write([{ toSQL: () => ({ sql: 'INSERT INTO nowhere VALUES (1)', params: [] }) }])
  const results = await Promise.allSettled([good(), bad(), good()])
  expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('an insert that is built once says what drizzle says, for any number and kind of rows', async () => {
  const { db } = await freshApp()
  const build = insertOf<typeof participant.$inferInsert>(participant, (q, row) =>
    q.insert(participant).values(row).onConflictDoNothing(),
  )
  const row = {
    id: 'a',
    personId: 'p',
    programme: 'x',
    side: 'mentor' as const,
    topics: ['accounting'],
    sector: null,
    languages: ['nl'],
    capacity: 1,
    businessVisible: true,
    generation: 1,
    createdAt: 5,
  }
  const sets = [[row], [row, { ...row, id: 'b', stage: 'idea' as const }], [{ ...row, inCentre: false }, row, row]]
  for (const rows of [...sets, ...sets])
    expect(build(db, rows).toSQL()).toEqual(db.q.insert(participant).values(rows).onConflictDoNothing().toSQL())
  expect(() => build(db, [])).toThrow('no rows')
})
