import { type Duo, duoById } from '../db/duos/duos.ts'
import { saveAnswer } from '../db/introductions/answers.ts'
import { DAY_MS } from '../src/domain/civil-date.ts'
import { SIDES } from '../src/domain/facts.ts'
import { runJobs } from '../src/jobs.ts'
import type { freshApp, TestApp } from './app.ts'
import { introduced, introductionOf } from './introduced.ts'

/** Amira and Bert are a duo, by two yes from their mails. */
export async function runningDuo(options: Parameters<typeof freshApp>[0] = {}) {
  const { t, id, amira, bert } = await introduced(options)
  for (const side of SIDES) {
    const introduction = await introductionOf(t, id)
    await saveAnswer(t.deps, { introduction, side, answer: 'yes', stop: 'stay', way: 'mail' })
  }
  const { duoId } = await introductionOf(t, id)
  if (!duoId) throw new Error('no duo')
  return { t, introId: id, duoId, amira, bert }
}

export async function duoOf(t: TestApp, duoId: string): Promise<Duo> {
  const found = await duoById(t.deps, duoId)
  if (!found) throw new Error('no duo')
  return found
}

/** So many days later, with everything done that was due. */
export async function daysLater(t: TestApp, days: number): Promise<void> {
  t.clock.now += days * DAY_MS
  await runJobs(t.deps)
  const failed = t.lines.filter(({ event }) => event === 'job-failed')
  if (failed.length > 0) throw new Error(JSON.stringify(failed))
}
