import ical, { ICalCalendarMethod } from 'ical-generator'
import { contactFor, counterpart } from '../../db/introductions/counterparts.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import { nl } from '../../views/words.ts'
import type { Visitor } from '../access.ts'
import type { Deps } from '../deps.ts'
import { addDays, civilDateOf } from '../domain/civil-date.ts'
import { otherSide, SIDES, type Side } from '../domain/facts.ts'
import { participantOn } from '../domain/introduction.ts'

/** "Spreek binnen 2 weken af." */
const FIRST_MEETING_DAYS = 14

/**
 * A day in the calendar by which the two have met: an .ics with first names only, and a UID that stays, so that opening
 * it twice is one entry. Null as long as the other's details are not open to this viewer.
 */
export async function firstMeetingFor(
  deps: Deps,
  { intro, side, visitor }: { intro: Introduction; side: Side; visitor: Pick<Visitor, 'participantId'> & ViewerOf },
): Promise<string | null> {
  const [contact, other] = await Promise.all([
    contactFor(deps, intro.id, visitor.participantId, visitor),
    counterpart(deps, participantOn(intro, otherSide(side))),
  ])
  return contact && other && firstMeeting(deps, intro, other.firstName)
}

type ViewerOf = { way: 'mail' } | { way: 'phone'; signupId: string }

function firstMeeting(deps: Deps, { id, facts }: Introduction, name: string): string {
  const agreedAt = Math.max(...SIDES.map((side) => facts.answers[side]?.at ?? 0))
  const day = addDays(civilDateOf(agreedAt), FIRST_MEETING_DAYS)
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: '//peter-meter//kennismaking//NL' })
  calendar.createEvent({
    id: `kennismaking-${id}@${new URL(deps.config.baseUrl).hostname}`,
    stamp: new Date(deps.now()),
    start: new Date(`${day}T00:00:00Z`),
    allDay: true,
    summary: nl.answers.ics.title(name),
    description: nl.answers.ics.text(name),
  })
  return calendar.toString()
}
