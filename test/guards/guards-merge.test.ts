import { expect, test } from 'vitest'
import { batch, item, merge, undo, unmerge } from '../duo-world.ts'
import { agreed, consent, introduction, sent, world } from '../world.ts'
import { type Attempt, triggersIn, tryEach } from './guard-attempts.ts'

/* What may never be between persons who are one, in an import, and of who was seen meanwhile, tried as test/guards/guards.test.ts tries the others. */

const RULES: Record<string, Attempt> = {
  introduction_of_whole_persons: {
    code: 'WRONG_PAIR',
    before: [merge('g', 'p-carl', 'p-bert')],
    sql: introduction('i', 'bert', 'amira'),
  },
  person_merge_no_chain: {
    code: 'ALREADY_MERGED',
    before: [merge('g', 'p-bert', 'p-carl')],
    sql: merge('h', 'p-chloe', 'p-bert'),
  },
  person_merge_one_place: { code: 'MENTEE_PLACED', before: [sent], sql: merge('g', 'p-carl', 'p-amira') },
  import_item_before_undo: { code: 'IMPORT_UNDONE', before: [batch(), undo()], sql: item },
  import_item_row_waits: {
    code: 'ROW_GONE',
    before: [batch(), `INSERT INTO import_row VALUES ('b', 2, '[]', null, '["unknown"]');`],
    sql: `INSERT INTO import_item VALUES ('b', 'participant', 'bert', 2);`,
  },
  introduction_end_after_more_time: {
    code: 'SEEN_SINCE',
    before: [agreed, `INSERT INTO introduction_extension VALUES ('x', 'i', '1970-01-20', 'dirk', 1)`],
    sql: `INSERT INTO introduction_end VALUES ('i', 'lapsed', null, 2000)`,
  },
  person_unmerge_of_who_is_here: {
    code: 'ERASED',
    before: [
      merge('g', 'p-carl', 'p-bert'),
      `UPDATE participant SET person_id = NULL, erased_at = 5 WHERE id = 'bert'; DELETE FROM person WHERE id = 'p-bert'`,
    ],
    sql: unmerge,
  },
  person_merge_of_two: { code: 'ERASED', sql: merge('g', 'p-bert', 'p-nobody') },
  import_batch_has_file: { code: 'ROW_GONE', before: [`DELETE FROM import_file`], sql: batch() },
  consent_expired_unproved: {
    code: 'SEEN_SINCE',
    before: [`INSERT INTO proof VALUES ('x', 'amira', null, 'link', 1, null);`],
    sql: consent('amira', 'P1', 'expired')
      .replace('(id,', '(reason, id,')
      .replace("VALUES ('", "VALUES ('unproved', '"),
  },
}

tryEach(RULES)

test('each guard of these migrations is tried', () => {
  const made = ['0007_imports_and_merges', '0009_import_undone', '0021_meanwhile', '0032_one_human_as_read'].flatMap(
    triggersIn,
  )
  // 0023 made one wider, so that it holds for two who are introduced to each other as well.
  expect(triggersIn('0023_before_a_merge')).toEqual(['person_merge_one_place'])
  const apart = ['person_merge_apart', 'human_as_read_still']
  expect(Object.keys(RULES).sort()).toEqual(made.filter((name) => !apart.includes(name)).sort())
})

test('who was read as one human with whom is so still, or the batch is refused', async () => {
  const w = await world()
  const asRead = (twins: string) => w.refusal(`INSERT INTO human_as_read VALUES ('bert', ${twins})`)
  expect([await asRead('NULL'), await asRead(`'bert:carl'`)]).toEqual(['let through', 'MERGED_SINCE'])
  await w.run(merge('g', 'p-carl', 'p-bert'))
  expect([await asRead('NULL'), await asRead(`'bert:carl'`)]).toEqual(['MERGED_SINCE', 'let through'])
})

test('who is a person of their own again takes part again', async () => {
  const w = await world()
  await w.run(merge('g', 'p-carl', 'p-bert') + unmerge)
  expect(await w.refusal(introduction('i', 'bert', 'amira'))).toBe('let through')
})

test('a place of the one who stays is no reason against it', async () => {
  const w = await world()
  await w.run(sent)
  expect(await w.refusal(merge('g', 'p-amira', 'p-chloe'))).toBe('let through')
})

test('two rows of one side are twins from the merge on, until it is undone', async () => {
  expect(triggersIn('0008_twins').sort()).toEqual(['person_merge_twins', 'person_unmerge_twins'])
  const w = await world()
  const twins = () => w.rows('SELECT participant_id, of_id FROM participant_twin')
  await w.run(merge('g', 'p-carl', 'p-bert'))
  const [pair = []] = await twins()
  expect(pair.sort()).toEqual(['bert', 'carl'])
  await w.run(unmerge)
  expect(await twins()).toEqual([])
})
