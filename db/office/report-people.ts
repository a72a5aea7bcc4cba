import { sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { civilDateOf } from '../../src/domain/civil-date.ts'
import type { Side } from '../../src/domain/facts.ts'
import type {
  Channel,
  DescribedPerson,
  ProvedPerson,
  ReportPerson,
  ReportSignup,
} from '../../src/domain/report/facts.ts'
import { packed } from '../packed.ts'
import type { Canonical } from '../people/merged.ts'

export async function loadPeople(deps: Deps, programme: string, oneOf: Canonical): Promise<ReportPerson[]> {
  const rows = await packed<[string, Side, number]>(deps, {
    row: sql`p.id, side, created_at`,
    from: sql`FROM participant p WHERE programme = ${programme}`,
    id: sql`p.id`,
  })
  const people = rows.map(([id, side, createdAt]) => ({ id, side, signedUpOn: civilDateOf(createdAt) }))
  return together(people, oneOf, earlier)
}

/** Whether a mailbox, a face or a sign-up of theirs was seen; of two rows of one human, of either. */
export async function loadProved(deps: Deps, programme: string, oneOf: Canonical): Promise<ProvedPerson[]> {
  const rows = await packed<[string, Side, number, 0 | 1]>(deps, {
    row: sql`p.id, side, created_at, EXISTS (SELECT 1 FROM proof x WHERE x.participant_id = p.id)`,
    from: sql`FROM participant p WHERE programme = ${programme}`,
    id: sql`p.id`,
  })
  const people = rows.map(([id, side, createdAt, proved]) => ({
    ...{ id, side, signedUpOn: civilDateOf(createdAt) },
    proved: proved === 1,
  }))
  return together(people, oneOf, (other, kept) => ({ ...earlier(other, kept), proved: other.proved || kept.proved }))
}

type DescribedRow = [string, Side, number, string | null, string[], string[]]

/** With what they told; of two rows of one human that is what the row says that goes on. */
export async function loadDescribed(deps: Deps, programme: string, oneOf: Canonical): Promise<DescribedPerson[]> {
  const rows = await packed<DescribedRow>(deps, {
    row: sql`p.id, side, created_at, sector, json(topics), json(languages)`,
    from: sql`FROM participant p WHERE programme = ${programme}`,
    id: sql`p.id`,
  })
  const people = rows.map(([id, side, createdAt, sector, topics, languages]) => ({
    ...{ id, side, signedUpOn: civilDateOf(createdAt) },
    ...{ sector, topics, languages },
  }))
  return together(people, oneOf, earlier)
}

/** One human signed up when the first of their rows did. */
const earlier = <P extends ReportPerson>(other: P, kept: P): P => ({
  ...kept,
  signedUpOn: other.signedUpOn < kept.signedUpOn ? other.signedUpOn : kept.signedUpOn,
})

function together<P extends ReportPerson>(people: P[], { merges, of }: Canonical, join: (other: P, kept: P) => P): P[] {
  if (merges === 0) return people
  const kept = new Map(people.filter(({ id }) => of(id) === id).map((person) => [person.id, person]))
  for (const person of people) {
    const goesOn = kept.get(of(person.id))
    if (goesOn && goesOn.id !== person.id) kept.set(goesOn.id, join(person, goesOn))
  }
  return [...kept.values()]
}

type SignupRow = [string, string, number, Channel | null]

/** An attendance outlives the form, which alone knew how it came in. */
export async function loadSignups(deps: Deps, programme: string, { of }: Canonical): Promise<ReportSignup[]> {
  // The plus keeps SQLite from looking through everybody of the event.
  const rows = await packed<SignupRow>(deps, {
    row: sql`a.event_id, a.participant_id, a.at, (SELECT s.channel FROM signup s
      WHERE s.participant_id = a.participant_id AND +s.event_id = a.event_id ORDER BY s.at, s.id LIMIT 1)`,
    from: sql`FROM attendance a JOIN event e ON e.id = a.event_id WHERE e.programme = ${programme}`,
    id: sql`a.participant_id`,
  })
  const once = new Map<string, ReportSignup>()
  for (const [eventId, own, at, channel] of rows) {
    const participantId = of(own)
    const key = `${eventId} ${participantId}`
    if (own !== participantId && once.has(key)) continue
    once.set(key, { participantId, eventId, channel: channel ?? 'erased', on: civilDateOf(at) })
  }
  return [...once.values()]
}
