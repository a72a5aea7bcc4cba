import ical, { ICalCalendarMethod } from 'ical-generator'
import { contactFor, counterpart } from '../../db/introductions/counterparts.ts'
import type { Introduction } from '../../db/introductions/introductions.ts'
import { meetingsOf } from '../../db/introductions/meetings.ts'
import { recipient } from '../../db/introductions/recipients.ts'
import { loadSettings } from '../../db/settings.ts'
import { nl } from '../../views/words.ts'
import type { Visitor } from '../access.ts'
import type { Deps } from '../deps.ts'
import { addDays, civilDateOf } from '../domain/civil-date.ts'
import { agreedSlot, currentMeeting } from '../domain/duos/meeting.ts'
import { calendarMessageOf } from '../domain/duos/meeting-calendar.ts'
import { otherSide, SIDES, type Side } from '../domain/facts.ts'
import { programmeOf } from '../domain/programmes.ts'
import { type Speaker, speakerOf } from '../speaker.ts'
import { nameOfOther } from './drafting.ts'
import { icsOf } from './meeting-drafts.ts'

/** "Spreek binnen 2 weken af." */
const FIRST_MEETING_DAYS = 14

/**
 * A day in the calendar by which the two have met: an .ics with first names only, and a UID that stays, so that opening
 * it twice is one entry. Null as long as the other's details are not open to this viewer, and once they agreed on a
 * meeting: that has an entry of its own.
 */
export async function firstMeetingFor(
  deps: Deps,
  { intro, side, visitor }: { intro: Introduction; side: Side; visitor: Pick<Visitor, 'participantId'> & ViewerOf },
): Promise<string | null> {
  const [contact, other, meetings] = await Promise.all([
    contactFor(deps, intro.id, visitor.participantId, visitor),
    counterpart(deps, intro, otherSide(side)),
    meetingsOf(deps, intro.id),
  ])
  if (!contact || !other || meetings.some((meeting) => agreedSlot(meeting) !== null)) return null
  return firstMeeting(deps, intro, { name: other.firstName, speaker: await speakerFor(deps, intro) })
}

/** The meeting that stands, as its mail brought it: the same entry in a calendar. Null for any other meeting. */
export async function agreedMeetingFor(
  deps: Deps,
  { intro, participantId, meetingId }: { intro: Introduction; participantId: string; meetingId: string },
): Promise<string | null> {
  const [who, all] = await Promise.all([recipient(deps, participantId), meetingsOf(deps, intro.id)])
  const meeting = all.find(({ id }) => id === meetingId)
  const message = meeting && calendarMessageOf(meeting, all)
  if (!who || !message || currentMeeting(all, deps.now())?.meeting.id !== meetingId) return null
  const name = (await nameOfOther(deps, intro, who)) ?? nl.meetings.ics.partner
  return icsOf(deps, { speaker: await speakerFor(deps, intro), message, meeting, name, email: who.email })
}

type ViewerOf = { way: 'mail' } | { way: 'phone'; signupId: string }

const speakerFor = async (deps: Deps, { programme }: Introduction): Promise<Speaker> =>
  speakerOf(programmeOf(programme), await loadSettings(deps.db))

function firstMeeting(
  deps: Deps,
  { id, facts }: Introduction,
  { name, speaker }: { name: string; speaker: Speaker },
): string {
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
    // What is published has an organizer (RFC 5546 §3.2.1).
    organizer: { name: speaker.signature, email: speaker.contactEmail },
  })
  return calendar.toString()
}
