import { isNull } from 'drizzle-orm'
import { chunked } from '../../../db/imports/import-files.ts'
import { insertLinks, type LinkSubject } from '../../../db/people/links.ts'
import { heldPlace, participant } from '../../../db/schema.ts'
import type { Deps } from '../../deps.ts'

const LINKS_A_STATEMENT = 12
const LINKS_A_BATCH = 1200

/** What today's mails to invented people lead to: each one's own page, and what stands open between two. */
export async function linkYears(deps: Deps): Promise<void> {
  const { q } = deps.db
  const people = await q
    .select({ id: participant.id, generation: participant.generation })
    .from(participant)
    .where(isNull(participant.erasedAt))
  const held = await q.select().from(heldPlace)
  const generations = new Map(people.map(({ id, generation }) => [id, generation]))
  const subjects: LinkSubject[] = [
    ...people.map(({ id, generation }) => ({ purpose: 'manage' as const, participantId: id, about: '', generation })),
    ...held.flatMap(({ introductionId, mentorId, menteeId }) =>
      [mentorId, menteeId].flatMap((participantId) => {
        const generation = generations.get(participantId)
        return generation === undefined
          ? []
          : [{ purpose: 'introduction' as const, participantId, about: introductionId, generation }]
      }),
    ),
  ]
  for (const some of chunked(subjects, LINKS_A_BATCH)) {
    const statements = chunked(some, LINKS_A_STATEMENT).map((few) =>
      insertLinks(deps.db, deps.keys, few, { now: deps.now(), newId: deps.newId }),
    )
    await deps.db.write((await Promise.all(statements)).flat())
  }
}
