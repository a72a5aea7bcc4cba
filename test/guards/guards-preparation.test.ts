import { expect, test } from 'vitest'
import { eligibility, intake, training } from '../duo-world.ts'
import { introduction, world } from '../world.ts'
import { type Attempt, triggersIn, tryEach } from './guard-attempts.ts'

/* What a side asks before a first introduction, held to by the database: tried as test/guards/guards.test.ts tries the others. */

const asks = (side: string, { conditions = 0, intake = 0, modules = '[]' }) =>
  `UPDATE preparation_asked SET conditions = ${conditions}, intake = ${intake}, modules = '${modules}' WHERE side = '${side}';`
const batch = (kind = 'duos', programme = 'pm') =>
  `INSERT INTO import_batch VALUES ('b', '${programme}', '${kind}', 1, 0, 'dirk', 1);`
const byFile = `INSERT INTO import_item (batch_id, kind, item_id) VALUES ('b', 'introduction', 'i');`
const send = introduction('i', 'bert', 'amira')

const RULES: Record<string, Attempt> = {
  introduction_of_prepared: { code: 'NOT_READY', before: [asks('mentee', { conditions: 1 })], sql: send },
}

tryEach(RULES)

test('each guard of this migration is tried', () => {
  expect(Object.keys(RULES)).toEqual(triggersIn('0011_ready_and_phones'))
})

test.each([
  ['the conditions of a mentee', asks('mentee', { conditions: 1 }), eligibility()],
  ['the talk with a mentee', asks('mentee', { intake: 1 }), intake()],
  ['a module of a mentor', asks('mentor', { modules: '["welcome"]' }), training()],
])('%s come first; then the introduction is let through', async (_, asked, done) => {
  const w = await world()
  await w.run(asked)
  expect(await w.refusal(send)).toBe('NOT_READY')
  await w.run(done)
  expect(await w.refusal(send)).toBe('let through')
})

test('each of several modules is asked, and another one makes up for none', async () => {
  const w = await world()
  await w.run(asks('mentor', { modules: '["welcome", "coaching"]' }) + training())
  await w.run(`INSERT INTO training VALUES ('bert', 'other', '2027-05-01', 'dirk', 1)`)
  expect(await w.refusal(send)).toBe('NOT_READY')
  await w.run(`INSERT INTO training VALUES ('bert', 'coaching', '2027-05-01', 'dirk', 1)`)
  expect(await w.refusal(send)).toBe('let through')
})

test('what one side did is not done for the other', async () => {
  const w = await world()
  await w.run(asks('mentor', { conditions: 1 }) + eligibility())
  expect(await w.refusal(send)).toBe('NOT_READY')
})

test.each(['mentor', 'mentee'])('of a %s side of which nobody said what it asks, nobody is ready', async (side) => {
  const w = await world()
  await w.run(`DELETE FROM preparation_asked WHERE side = '${side}'`)
  expect(await w.refusal(send)).toBe('NOT_READY')
})

test('a duo that moves in was matched elsewhere: only a file of duos of this programme, named beforehand, asks nothing', async () => {
  for (const before of ['', batch(), batch('people') + byFile, batch('duos', 'other') + byFile]) {
    const w = await world()
    await w.run(asks('mentee', { intake: 1 }) + before)
    expect(await w.refusal(send), before).toBe('NOT_READY')
  }
  const w = await world()
  await w.run(asks('mentee', { intake: 1 }) + batch() + byFile)
  expect(await w.refusal(introduction('j', 'bert', 'amira'))).toBe('NOT_READY')
  expect(await w.refusal(send)).toBe('let through')
})
