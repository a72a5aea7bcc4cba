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
  return { ...props, now: await standing(deps, { intro, side, visitor }) }
}

async function standing(deps: Deps, { intro, side }: Entry): Promise<MeetingProps['now']> {
  const all = await meetingsOf(deps, intro.id)
  const now = deps.now()
  const last = all.at(-1)
  const state = last && meetingState(last, all, now)
  const at = ({ place, staffJoins }: PlacedMeeting) => ({ place, staffJoins })
  if (last && state?.kind === 'proposed' && state.waitingFor.includes(side)) {
    const slots = state.slots.map((slot) => ({ value: String(slot), label: momentOf(slot) }))
    const action = paths.meetingAnswer(intro.id, side, last.id)
    return { kind: 'choose', action, slots, byStaff: last.by === 'staff', ...at(last) }
  }
  const current = currentMeeting(all, now)
  const own = all.find(({ id }) => id === current?.meeting.id)
  if (current && own && current.startsAt > now) {
    const cancel = paths.meetingCancellation(intro.id, side, own.id)
    const calendar = paths.meetingCalendar(intro.id, side, own.id)
    return { kind: 'agreed', when: momentOf(current.startsAt), calendar, cancel, ...at(own) }
  }
  if (last && state?.kind === 'proposed') {
    const byStaff = last.by === 'staff'
    const cancel = byStaff ? null : paths.meetingCancellation(intro.id, side, last.id)
    return { kind: 'waits', slots: state.slots.map(momentOf), byStaff, cancel, ...at(last) }
  }
  const nowhere = { place: null, staffJoins: false }
  if (own && current) {
    const when = isTold(own) ? dateOf(current.startsAt) : dateTimeOf(current.startsAt)
    return { kind: 'held', when, again: intro.duoId === null, ...nowhere }
  }
  return { kind: state?.kind === 'none-fits' ? 'none-fits' : 'none', ...nowhere }
}
