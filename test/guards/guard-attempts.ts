import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { type World, world } from '../world.ts'

/** What a guard refuses. `before` is what happened first. */
export type Attempt = { code: string; before?: string[]; sql: string }

/** Introduction i came by a file of duos. */
export const cameByFile = `INSERT INTO import_batch VALUES ('b', 'pm', 'duos', 1, 0, 'dirk', 1);
  INSERT INTO import_item (batch_id, kind, item_id) VALUES ('b', 'introduction', 'i');`

/** The triggers that a migration makes. */
export const triggersIn = (migration: string): string[] => {
  const sql = readFileSync(new URL(`../../db/migrations/${migration}.sql`, import.meta.url), 'utf8')
  return [...sql.matchAll(/^CREATE TRIGGER `(\w+)`/gm)].map(([, name = '']) => name)
}

/** Tries each guard with SQL typed by hand: refused with its code, and let through once that one trigger is dropped. */
export function tryEach(guards: Record<string, Attempt>): void {
  describe('each guard refuses, and is the one that refuses', () => {
    let w: World

    beforeEach(async () => {
      w = await world()
    })

    test.each(Object.entries(guards))('%s', async (trigger, { code, before = [], sql }) => {
      for (const step of before) await w.run(step)
      expect(await w.refusal(sql)).toBe(code)

      await w.run(`DROP TRIGGER ${trigger}`)
      expect(await w.refusal(sql)).toBe('let through')
    })
  })
}
