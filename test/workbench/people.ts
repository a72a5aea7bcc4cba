import { eq } from 'drizzle-orm'
import { matchingRun } from '../../db/schema.ts'
import type { RunInput } from '../../src/domain/proposals/proposals.ts'
import type { TestApp } from '../app.ts'
import { makeRun, openOffice, runId } from '../office.ts'
import { signUp, somebody } from '../people.ts'

const TOPICS = ['accounting', 'finance', 'permits', 'legal', 'green', 'growth', 'balance', 'network']
const SECTORS = ['horeca', 'retail', 'build', null]

/** Dirk's office with a crowd that is short of places, and a run of it. Everybody shares a topic with several others. */
export async function crowdedOffice(mentors = 6, mentees = 9) {
  const office = await openOffice()
  const { t, dirk } = office
  for (let n = 1; n <= mentors; n++)
    await signUp(t, somebody('mentor', n, { topics: someTopics(n, 4), sector: SECTORS[n % 4] ?? 'ict' }))
  for (let n = 1; n <= mentees; n++)
    await signUp(t, somebody('mentee', n, { topics: someTopics(n * 3, 2), sector: SECTORS[(n * 2) % 4] ?? null }))
  const path = await makeRun(t, dirk)
  return { ...office, path, id: runId(path), run: await storedRun(t, runId(path)) }
}

export async function storedRun(t: TestApp, id: string) {
  const [row] = await t.db.q.select().from(matchingRun).where(eq(matchingRun.id, id))
  if (!row) throw new Error('no run')
  return row
}

const someTopics = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => TOPICS[(from + n * n) % TOPICS.length] ?? 'green').filter(
    (topic, index, all) => all.indexOf(topic) === index,
  )

/** The same people, pins and blocks in another order. */
export const shuffled = (input: RunInput): RunInput => ({
  ...input,
  mentees: input.mentees.toReversed(),
  mentors: [...input.mentors.slice(3), ...input.mentors.slice(0, 3)],
  pins: input.pins.toReversed(),
  blocks: input.blocks.toReversed(),
})

/** Each card that the keys walk through, by its id: its markup without tags. */
export function cardsOf(html: string): Map<string, string> {
  const cards = html.split(/(?=<div class="card" id="[mp]-)/).slice(1)
  return new Map(
    cards.map((card) => [
      /id="[mp]-([^"]+)"/.exec(card)?.[1] ?? '',
      card
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .replaceAll('\u00AD', ''),
    ]),
  )
}
