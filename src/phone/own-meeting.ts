import { meetingsOf, type PlacedMeeting } from '../../db/introductions/meetings.ts'
import type { MeetingProps, MeetingTyped } from '../../views/phone/meetings.tsx'
import { dateOf, dateTimeOf, momentOf } from '../../views/words/format.ts'
import type { Deps } from '../deps.ts'
import { currentMeeting, isTold, meetingState } from '../domain/duos/meeting.ts'
import type { Entry } from '../entries.ts'
import { paths } from '../paths.ts'

/** How far the first meeting of the two is, as this side sees it. */
export async function ownMeetingOf(
  deps: Deps,
  { intro, side, visitor }: Entry,
  name: string,
  typed: MeetingTyped | null,
): Promise<MeetingProps> {
  const props = { csrf: visitor.csrf, formKey: deps.newToken(), name, propose: paths.meetings(intro.id, side), typed }
  const all = await meetingsOf(deps, intro.id)
  const stands = coming(all, { intro, side }, deps.now())
  return { ...props, stands, now: proposalsOf(deps, { intro, side, all }, stands !== null) }
}

/** On the last day of a duo: what the two agreed and is still to come can be called off, and not moved. */
export async function meetingOfLastDay(deps: Deps, entry: Entry, name: string): Promise<MeetingProps | null> {
  const stands = coming(await meetingsOf(deps, entry.intro.id), entry, deps.now())
  const nothing = { csrf: entry.visitor.csrf, formKey: deps.newToken(), propose: null, typed: null }
  return stands && { ...nothing, name, stands, now: { kind: 'none', ...NOWHERE } }
}

const NOWHERE = { place: null, staffJoins: false }

type Place = Pick<Entry, 'intro' | 'side'> & { all: PlacedMeeting[] }

/** What was proposed and is still open, beside the meeting that stands until then; without both, what came before. */
function proposalsOf(deps: Deps, { intro, side, all }: Place, hasMeeting: boolean): MeetingProps['now'] {
  const now = deps.now()
  const last = all.at(-1)
  const state = last && meetingState(last, all, now)
  if (last && state?.kind === 'proposed' && state.waitingFor.includes(side)) {
    const slots = state.slots.map((slot) => ({ value: String(slot), label: momentOf(slot) }))
    const action = paths.meetingAnswer(intro.id, side, last.id)
    return { kind: 'choose', action, slots, byStaff: last.by === 'staff', ...at(last) }
  }
  if (last && state?.kind === 'proposed') {
    const byStaff = last.by === 'staff'
    const cancel = byStaff ? null : paths.meetingCancellation(intro.id, side, last.id)
    return { kind: 'waits', slots: state.slots.map(momentOf), byStaff, cancel, ...at(last) }
  }
  const open = { kind: state?.kind === 'none-fits' ? ('none-fits' as const) : ('none' as const), ...NOWHERE }
  if (hasMeeting) return open
  const current = currentMeeting(all, now)
  const own = all.find(({ id }) => id === current?.meeting.id)
  if (own && current) {
    const when = isTold(own) ? dateOf(current.startsAt) : dateTimeOf(current.startsAt)
    return { kind: 'held', when, again: intro.duoId === null, ...NOWHERE }
  }
  return open
}

/** What was agreed and did not begin yet. */
function coming(all: PlacedMeeting[], { intro, side }: Pick<Entry, 'intro' | 'side'>, now: number) {
  const current = currentMeeting(all, now)
  const own = all.find(({ id }) => id === current?.meeting.id)
  if (!current || !own || current.startsAt <= now) return null
  const cancel = paths.meetingCancellation(intro.id, side, own.id)
  const calendar = paths.meetingCalendar(intro.id, side, own.id)
  return { when: momentOf(current.startsAt), calendar, cancel, ...at(own) }
}

const at = ({ place, staffJoins }: PlacedMeeting) => ({ place, staffJoins })
