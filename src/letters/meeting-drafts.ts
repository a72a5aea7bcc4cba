import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { aboutOf } from '../../db/duos/checkins.ts'
import { duoById } from '../../db/duos/duos.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import { broughtTo } from '../../db/introductions/meeting-mails.ts'
import { meetingsOf, meetingsWith, type PlacedMeeting } from '../../db/introductions/meetings.ts'
import type { Recipient } from '../../db/introductions/recipients.ts'
import { erasedId, type OutboxRow } from '../../db/outbox.ts'
import { loadSettings } from '../../db/settings.ts'
import { eitherOf, momentOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { duoState } from '../domain/duos/duo.ts'
import { currentMeeting, meetingState } from '../domain/duos/meeting.ts'
import { type CalendarMessage, calendarMessageOf, staffCalendarMessageOf } from '../domain/duos/meeting-calendar.ts'
import { introductionPage } from '../domain/introduction.ts'
import { programmeOf } from '../domain/programmes.ts'
import { type Speaker, speakerOf } from '../speaker.ts'
import { type Draft, type Drafter, linkTo, nameOfOther } from './drafting.ts'
import type { Letter } from './mailer.ts'

const words = nl.meetings.mails

/**
 * The mails of a first meeting. What was overtaken by another mail no longer leaves; that a meeting is off is always told,
 * but with a file for a calendar only to whom a mail brought the meeting.
 */
export const MEETING_DRAFTERS = {
  'meeting-proposed': async (deps, row, who) => {
    const found = await openSubject(deps, row, who)
    if (found?.state.kind !== 'proposed') return null
    const lines = proposedLines(found, found.state.slots.map(momentOf))
    return plain(found, { ...words.proposed, lines })
  },
  'meeting-none': async (deps, row, who) => {
    const found = await openSubject(deps, row, who)
    if (found?.state.kind !== 'none-fits') return null
    const said = found.meeting.by === 'staff' ? { ...words.none, ...words.noneOfStaff } : words.none
    return plain(found, { ...said, lines: said.lines(found.name) })
  },
  meeting: async (deps, row, who) => {
    const found = await openSubject(deps, row, who)
    if (found?.state.kind !== 'agreed') return null
    const said = found.message?.sequence === 0 ? words.agreed : words.moved
    const lines = said.lines(found.name, momentOf(found.state.startsAt), moreOf(found.meeting))
    return calendarDraft(deps, who.email, found, { ...said, lines })
  },
  'meeting-cancelled': async (deps, row, who) => {
    const found = await subjectOf(deps, row, who)
    if (found?.state.kind !== 'cancelled') return null
    const { message, isOpen, stands } = found
    if (!message)
      return isOpen ? plain(found, { ...words.withdrawn, lines: words.withdrawn.lines(found.name, stands) }) : null
    const brought = await broughtTo(deps, who.participantId, message.chain)
    const file = brought ? [words.cancelled.file] : []
    const lines = words.cancelled[isOpen ? 'lines' : 'ended'](found.name, momentOf(message.startsAt), file)
    const said = { ...words.cancelled, lines }
    return brought ? calendarDraft(deps, who.email, found, said) : plain(found, said)
  },
  'meeting-reminder': async (deps, row, who) => {
    const found = await openSubject(deps, row, who)
    if (found?.state.kind !== 'agreed' || found.state.startsAt <= deps.now()) return null
    const lines = words.reminder.lines(found.name, momentOf(found.state.startsAt), moreOf(found.meeting))
    return plain(found, { ...words.reminder, lines })
  },
} satisfies Record<string, Drafter>

const moreOf = ({ place, staffJoins }: PlacedMeeting): string[] => [
  ...(place === null ? [] : [`${nl.meetings.at(place)}.`]),
  ...(staffJoins ? [nl.meetings.staffJoins] : []),
]

function proposedLines({ name, meeting, stands }: Subject, moments: string[]): string[] {
  const { byStaff, byOther, instead, fits, choose, none } = words.proposed
  return [
    [
      meeting.by === 'staff' ? byStaff(name) : byOther(name),
      ...(meeting.staffJoins ? [nl.meetings.staffJoins] : []),
    ].join(' '),
    ...(stands === null ? [] : [instead(stands)]),
    moments.length === 1 ? fits(moments.join()) : choose(eitherOf(moments)),
    none,
  ]
}

/** Null when what the mail tells of is no longer there: the introduction or its duo ended. */
async function openSubject(deps: Deps, row: OutboxRow, who: Recipient): Promise<Subject | null> {
  const found = await subjectOf(deps, row, who)
  return found?.isOpen ? found : null
}

/** The meeting that a mail is about. `isOpen`: the two may still meet by us. */
async function subjectOf(deps: Deps, row: OutboxRow, who: Recipient) {
  const intro = row.introductionId ? await introductionById(deps, row.introductionId) : null
  if (!intro) return null
  const duo = intro.duoId ? await duoById(deps, intro.duoId) : null
  const [all, id] = await Promise.all([meetingsOf(deps, intro.id), aboutOf(deps, row.id)])
  const meeting = all.find((one) => one.id === id)
  if (!meeting) return null
  const isAgreed = introductionPage(intro.facts, who.side, deps.now()) === 'agreed'
  const current = currentMeeting(all, deps.now())
  return {
    programme: programmeOf(intro.programme),
    // Where they meet is typed by one of the two: not for a mailbox that nobody proved.
    meeting: who.proved ? meeting : { ...meeting, place: null },
    isOpen: isAgreed && (!duo || duoState(duo.facts, civilDateOf(deps.now())) === 'running'),
    state: meetingState(meeting, all, deps.now()),
    message: calendarMessageOf(meeting, all),
    stands: current && current.startsAt > deps.now() ? momentOf(current.startsAt) : null,
    url: await linkTo(deps, who, 'introduction', intro.id),
    name: (await nameOfOther(deps, intro, who)) ?? nl.meetings.ics.partner,
  }
}

/** What takes the meetings that a mail brought to who stopped out of their calendar, with the last mail to them. */
export async function calledOffFor(
  deps: Deps,
  row: OutboxRow,
  { email, speaker }: { email: string; speaker: Speaker },
): Promise<NonNullable<Letter['attachments']>> {
  const ids = (await aboutOf(deps, row.id))?.split(',') ?? []
  const files = await Promise.all(
    ids.map(async (id, index) => {
      const { meeting, all } = await withOthers(deps, id)
      const message = meeting && calendarMessageOf(meeting, all)
      if (!meeting || message?.method !== 'CANCEL') return []
      if (!(await broughtTo(deps, erasedId(row), message.chain))) return []
      const content = await icsOf(deps, { speaker, message, meeting, name: nl.meetings.ics.partner, email })
      const filename = ids.length === 1 ? 'afgezegd.ics' : `afgezegd-${index + 1}.ics`
      return [{ ...fileOf(message), filename, content }]
    }),
  )
  return files.flat()
}

/** A meeting for the calendar of who of staff comes along, or what takes it out: what they read, and the file; names nobody. */
export async function staffMeetingDraft(
  deps: Deps,
  { id: outboxId, kind }: OutboxRow,
  { staffId, email, speaker }: { staffId: string; email: string; speaker: Speaker },
) {
  const { meeting, all } = await withOthers(deps, (await aboutOf(deps, outboxId)) ?? '')
  const told = meeting && staffCalendarMessageOf(meeting, all)
  if (!meeting || !told || (told.message.method === 'CANCEL') !== (kind === 'staff-meeting-cancelled')) return null
  if (told.message.method === 'REQUEST' && told.message.startsAt <= deps.now()) return null
  const { file, ...said } = staffWords(told)
  if (told.message.method === 'CANCEL' && !(await broughtTo(deps, staffId, told.message.chain)))
    return { ...said, attachments: undefined }
  const content = await icsOf(deps, { speaker, message: told.message, meeting, name: nl.meetings.ics.duo, email })
  return { ...said, lines: [...said.lines, file], attachments: [{ ...fileOf(told.message), content }] }
}

type StaffMessage = NonNullable<ReturnType<typeof staffCalendarMessageOf>>

function staffWords({ message, movedTo }: StaffMessage) {
  const when = momentOf(message.startsAt)
  const { staffAgreed, staffMoved, staffCancelled } = words
  if (message.method === 'REQUEST') {
    const { lines, ...said } = message.sequence === 0 ? staffAgreed : staffMoved
    return { ...said, lines: lines(when) }
  }
  const { lines, moved, ...said } = staffCancelled
  return { ...said, lines: movedTo === null ? lines(when) : moved(when, momentOf(movedTo)) }
}

async function withOthers(deps: Deps, meetingId: string) {
  const all = await meetingsWith(deps, meetingId)
  return { all, meeting: all.find(({ id }) => id === meetingId) }
}

type Subject = NonNullable<Awaited<ReturnType<typeof subjectOf>>>
type Words = { subject: string; lines: string[]; button: string }

const plain = ({ url }: Subject, { subject, lines, button }: Words): Draft => ({
  subject,
  lines,
  button: { label: button, url },
})

async function calendarDraft(deps: Deps, email: string, found: Subject, said: Words): Promise<Draft | null> {
  const { message, meeting, name, programme } = found
  if (!message) return null
  const speaker = speakerOf(programme, await loadSettings(deps.db))
  const content = await icsOf(deps, { speaker, message, meeting, name, email })
  return { ...plain(found, said), attachments: [{ ...fileOf(message), content }] }
}

const fileOf = ({ method }: CalendarMessage) => ({
  filename: method === 'CANCEL' ? 'afgezegd.ics' : 'afspraak.ics',
  contentType: `text/calendar; charset=utf-8; method=${method}`,
})

type Invited = { speaker: Speaker; name: string; email: string }

/** An invitation by the service to one of the two (RFC 5546): what they tell each other goes between them, not by us. */
export async function icsOf(
  deps: Deps,
  { speaker, message, meeting, name, email }: Invited & { message: CalendarMessage; meeting: PlacedMeeting },
): Promise<string> {
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
    organizer: { name: speaker.signature, email: speaker.contactEmail },
    attendees: [{ email, rsvp: false, status: ICalAttendeeStatus.ACCEPTED }],
    ...(meeting.place ? { location: meeting.place } : {}),
    ...(meeting.staffJoins ? { description: nl.meetings.staffJoins } : {}),
  })
  return calendar.toString()
}
