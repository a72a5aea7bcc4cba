import type { Decision } from '../../db/introductions/decisions.ts'
import { decisionsOn } from '../../db/introductions/decisions.ts'
import type { Held, Run } from '../../db/matching/matching.ts'
import type { Wishes } from '../../db/matching/wishes.ts'
import { reasonLines } from '../../views/staff/matching/reasons.ts'
import type { RunProps, ShownProposal } from '../../views/staff/matching/run.tsx'
import { wordsFor } from '../../views/words.ts'
import type { KnownChange } from '../domain/pool-change.ts'
import { programmeOf } from '../domain/programmes.ts'
import { contextOf, type Proposal, type RunInput, statusIn, whyOf } from '../domain/proposals/proposals.ts'
import { PROPOSALS_A_PAGE } from '../domain/sending.ts'

/** A run as its page shows it: what it was, and what became of it. */

/** The proposals of one page of a run; a page that does not exist is the nearest that does. */
export function pageOf(
  { result: { proposals } }: Run,
  asked: number,
): { page: number; last: number; proposals: Proposal[] } {
  const last = Math.max(1, Math.ceil(proposals.length / PROPOSALS_A_PAGE))
  const page = Math.min(asked, last)
  return { page, last, proposals: proposals.slice((page - 1) * PROPOSALS_A_PAGE, page * PROPOSALS_A_PAGE) }
}

/** Of what changed since the run: what was sent of it, and what who looks decided on it themselves. */
export function knownTo(staffId: string, run: Run, held: Held[], wishes: Wishes): KnownChange {
  const isOwn = (wish: { at: number; staffId: string | null }) => wish.staffId === staffId && wish.at >= run.at
  return {
    sent: sentOf(run, held),
    wishes: [...wishes.pins.filter(isOwn), ...wishes.blocks.filter(isOwn).map(({ pair }) => pair)],
    leftOut: wishes.leftOut.filter(isOwn).map(({ participantId }) => participantId),
  }
}

/** Places that hold a pair of this very run. */
const sentOf = ({ result }: Run, held: Held[]): Held[] => {
  const proposed = new Set(result.proposals.map(({ menteeId, mentorId }) => `${menteeId} ${mentorId}`))
  return held.filter(({ menteeId, mentorId }) => proposed.has(`${menteeId} ${mentorId}`))
}

export function longestWaiting({ input, result }: Run): RunProps['unmatched'] {
  const waited = new Map(input.mentees.map(({ id, waitingDays }) => [id, waitingDays]))
  return result.unmatched
    .map(({ menteeId, why }) => ({ id: menteeId, why, waitingDays: waited.get(menteeId) ?? 0 }))
    .sort((a, b) => b.waitingDays - a.waitingDays)
}

type Now = { pool: RunInput; held: Held[]; pins: { menteeId: string; mentorId: string }[]; decisions: Decision[] }

/** The proposals of a run as they stand now, with their reasons worded from what the run knew. */
export function shownOf(run: Run, proposals: Proposal[], { pool, held, pins, decisions }: Now): ShownProposal[] {
  const programme = programmeOf(run.programme)
  const context = contextOf(run.input, programme.weights)
  const statusOf = statusIn(pool, held)
  const mentees = new Map(run.input.mentees.map((each) => [each.id, each]))
  const mentors = new Map(run.input.mentors.map((each) => [each.id, each]))
  return proposals.flatMap((proposal) => {
    const [mentee, mentor] = [mentees.get(proposal.menteeId), mentors.get(proposal.mentorId)]
    if (!mentee || !mentor) return []
    return [
      {
        ...proposal,
        mentee,
        mentor,
        reasons: reasonLines(wordsFor(programme), programme, whyOf(mentee, mentor, context), { mentor, mentee }),
        status: statusOf(proposal),
        held: held.find(({ menteeId }) => menteeId === mentee.id) ?? null,
        isPinned: pins.some((pin) => pin.menteeId === mentee.id && pin.mentorId === mentor.id),
        decisions: decisionsOn(decisions, proposal),
      },
    ]
  })
}
