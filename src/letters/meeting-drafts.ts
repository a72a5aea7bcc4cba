import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { aboutOf } from '../../db/duos/checkins.ts'
import { duoById } from '../../db/duos/duos.ts'
import { counterpart } from '../../db/introductions/counterparts.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import { meetingsOf, type PlacedMeeting } from '../../db/introductions/meetings.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import type { OutboxRow } from '../../db/outbox.ts'
import { loadSettings } from '../../db/settings.ts'
import { dateTimeOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { duoState } from '../domain/duo.ts'
import { otherSide } from '../domain/facts.ts'
import { introductionPage, participantOn } from '../domain/introduction.ts'
import { meetingState } from '../domain/meeting.ts'
import { type CalendarMessage, calendarMessageOf } from '../domain/meeting-calendar.ts'
import { plainName } from '../domain/participant.ts'
import { type Draft, type Drafter, linkTo } from './drafting.ts'

const words = nl.meetings.mails

/** The mails of a first meeting. What was overtaken by another mail no longer leaves. */
export const MEETING_DRAFTERS = {
  'meeting-proposed': async (deps, row, who) => {
    const found = await subjectOf(deps, row, who)
    return found?.state.kind === 'proposed' ? plain(found, words.proposed) : null
  },
  'meeting-none': async (deps, row, who) => {
    const found = await subjectOf(deps, row, who)
    return found?.state.kind === 'none-fits' ? plain(found, words.none) : null
  },
  meeting: async (deps, row, who) => {
    const found = await subjectOf(deps, row, who)
    if (found?.state.kind !== 'agreed') return null
    return calendarDraft(deps, who, found, { ...words.agreed, lines: words.agreed.lines(whenOf(found.state.startsAt)) })
  },
  'meeting-cancelled': async (deps, row, who) => {
    const found = await subjectOf(deps, row, who)
    if (found?.state.kind !== 'cancelled') return null
    const { message } = found
    if (!message) return plain(found, { ...words.cancelled, lines: words.cancelled.withdrawn })
    const lines = words.cancelled.lines(whenOf(message.startsAt))
    return calendarDraft(deps, who, found, { ...words.cancelled, lines })
  },
  'meeting-reminder': async (deps, row, who) => {
    const found = await subjectOf(deps, row, who)
    if (found?.state.kind !== 'agreed' || found.state.startsAt <= deps.now()) return null
    return plain(found, { ...words.reminder, lines: words.reminder.lines(whenOf(found.state.startsAt)) })
  },
} satisfies Record<string, Drafter>

const whenOf = (startsAt: number): string => dateTimeOf(startsAt)

/** Null when what the mail tells of is no longer there: the introduction or its duo ended. */
async function subjectOf(deps: Deps, row: OutboxRow, who: Recipient) {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro || introductionPage(intro.facts, who.side, deps.now()) !== 'agreed') return null
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  if (duo && duoState(duo.facts, civilDateOf(deps.now())) !== 'running') return null
  const [all, id] = await Promise.all([meetingsOf(deps, intro.id), aboutOf(deps, row.id)])
  const meeting = all.find((one) => one.id === id)
  if (!meeting) return null
  const other = who.proved ? await counterpart(deps, participantOn(intro, otherSide(who.side))) : null
  return {
    meeting,
    state: meetingState(meeting, all, deps.now()),
    message: calendarMessageOf(meeting, all),
    url: await linkTo(deps, who, 'introduction', intro.id),
    name: (other && plainName(other.firstName)) || nl.meetings.ics.partner,
  }
}

type Subject = NonNullable<Awaited<ReturnType<typeof subjectOf>>>
type Words = { subject: string; lines: string[]; button: string }

const plain = ({ url }: Subject, { subject, lines, button }: Words): Draft => ({
  subject,
  lines,
  button: { label: button, url },
})

async function calendarDraft(deps: Deps, who: Recipient, found: Subject, said: Words): Promise<Draft | null> {
  const { message, meeting, name } = found
  if (!message) return null
  const content = await icsOf(deps, { message, meeting, name, email: who.email })
  const contentType = `text/calendar; charset=utf-8; method=${message.method}`
  const filename = message.method === 'CANCEL' ? 'afgezegd.ics' : 'afspraak.ics'
  return { ...plain(found, said), attachments: [{ filename, content, contentType }] }
}

/** An invitation by the service to one of the two (RFC 5546): what they tell each other goes between them, not by us. */
export async function icsOf(
  deps: Deps,
  { message, meeting, name, email }: { message: CalendarMessage; meeting: PlacedMeeting; name: string; email: string },
): Promise<string> {
  const { cityName, serviceName, contactEmail } = await loadSettings(deps.db)
  const isCancelled = message.method === 'CANCEL'
  const calendar = ical({
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    prodId: '//peter-meter//afspraak//NL',
  })
  calendar.createEvent({
    id: `${message.uid}@${new URL(deps.config.baseUrl).hostname}`,
    sequence: message.sequence,
    stamp: new Date(message.at),
    start: new Date(message.startsAt),
    end: new Date(message.startsAt + message.minutes * 60_000),
    summary: nl.meetings.ics.title(name),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: `${cityName} – ${serviceName}`, email: contactEmail },
    attendees: [{ email, rsvp: false, status: ICalAttendeeStatus.ACCEPTED }],
    ...(meeting.place ? { location: meeting.place } : {}),
  })
  return calendar.toString()
}
