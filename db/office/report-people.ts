import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type CivilDate, civilDateOf, endOfDay, instantOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type { DescribedPerson, SignupSum } from '../../src/domain/report/facts.ts'
import { yearPeriod } from '../../src/domain/report/periods.ts'
import { packed } from '../packed.ts'
import type { Canonical } from '../people/merged.ts'
import type { Stretches } from './report-stretches.ts'

/** How many signed up for the first time, by side and stretch; two rows of one human are one, and did when the first did. */
export async function loadSignupSums({ db }: Deps, programme: string, { json }: Stretches): Promise<SignupSum[]> {
  const people = (side: Side) => {
    const here = sql`programme = ${programme} AND side = ${side}`
    const within = sql`BETWEEN s.value ->> 'first' AND s.value ->> 'last'`
    return sql`(SELECT count(*) FROM participant WHERE ${here} AND created_at ${within}
        AND id NOT IN (SELECT participant_id FROM participant_twin UNION ALL SELECT of_id FROM participant_twin))
      + (SELECT count(*) FROM (${TOGETHER}) WHERE ${here} AND at ${within})`
  }
  return await db.q.all<SignupSum>(sql`
    SELECT s.value ->> 'from' AS "from", s.value ->> 'until' AS until,
      ${people('mentor')} AS mentor, ${people('mentee')} AS mentee FROM json_each(${json}) s`)
}

/** Whoever has several rows: the one that goes on, and the instant of the first. */
const TOGETHER = sql`SELECT p.id, p.programme, p.side, min(p.created_at, min(q.created_at)) AS at
  FROM participant_twin t JOIN participant p ON p.id = t.of_id JOIN participant q ON q.id = t.participant_id GROUP BY p.id`

/** Of whoever has several rows, the instant of the first. */
export async function loadFirstSignups({ db }: Deps): Promise<Map<string, number>> {
  const rows = await db.q.all<{ id: string; at: number }>(sql`SELECT id, at FROM (${TOGETHER})`)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

type DescribedRow = [string, Side, number, string | null, string[], string[], number | null]

/**
 * Who signed up in a year or had a duo that began in it, and who has several rows, with what they told; of two rows of
 * one human that is what the row says that goes on.
 */
export async function loadDescribed(
  deps: Deps,
  programme: string,
  oneOf: Canonical,
  year: number,
): Promise<DescribedPerson[]> {
  const { from, until } = yearPeriod(year)
  const rows = await packed<DescribedRow>(deps, {
    row: sql`p.id, side, created_at, sector, json(topics), json(languages), in_centre`,
    from: sql`FROM participant p WHERE programme = ${programme}
      AND (created_at BETWEEN ${instantOf(from, '00:00')} AND ${endOfDay(until)}
        OR p.id IN (SELECT mentor_id FROM duo WHERE programme = ${programme} AND start_year = ${year})
        OR p.id IN (SELECT mentee_id FROM duo WHERE programme = ${programme} AND start_year = ${year})
        OR p.id IN (SELECT participant_id FROM participant_twin) OR p.id IN (SELECT of_id FROM participant_twin))`,
    id: sql`p.id`,
  })
  const people = rows.map(([id, side, createdAt, sector, topics, languages, inCentre]) => ({
    ...{ id, side, signedUpOn: civilDateOf(createdAt) },
    ...{ sector, topics, languages, inCentre: inCentre === null ? null : inCentre === 1 },
  }))
  return together(people, oneOf)
}

function together(people: DescribedPerson[], { merges, of }: Canonical): DescribedPerson[] {
  if (merges === 0) return people
  const kept = new Map(people.filter(({ id }) => of(id) === id).map((person) => [person.id, person]))
  for (const person of people) {
    const goesOn = kept.get(of(person.id))
    if (goesOn && goesOn.id !== person.id) kept.set(goesOn.id, { ...goesOn, signedUpOn: earlier(person, goesOn) })
  }
  return [...kept.values()]
}

const earlier = (a: DescribedPerson, b: DescribedPerson): CivilDate =>
  a.signedUpOn < b.signedUpOn ? a.signedUpOn : b.signedUpOn
