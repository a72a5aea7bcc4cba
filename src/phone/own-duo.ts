import { checkinsOf } from '../../db/duos/checkins.ts'
import { notesOf } from '../../db/duos/duo-answers.ts'
import type { Duo } from '../../db/duos/duos.ts'
import type { OwnDuoProps } from '../../views/phone/own-duo.tsx'
import { civilDate, hoursOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { kindOf, milestonesOf } from '../domain/checkin.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { minutesMet, timesMet } from '../domain/hours.ts'
import { programmeOf } from '../domain/programmes.ts'
import type { Entry } from '../entries.ts'
import { paths } from '../paths.ts'

const words = nl.ownDuo

export type NoteTyped = { day: string; minutes: string; problems: { day?: string; minutes?: string } }

/** What a running duo adds to the page of one of the two. */
export async function ownDuoOf(
  deps: Deps,
  { intro, side, visitor }: Entry,
  duo: Duo,
  { typed }: { typed?: NoteTyped | undefined },
): Promise<OwnDuoProps> {
  const programme = programmeOf(duo.programme)
  const [checkins, allNotes] = await Promise.all([checkinsOf(deps, duo.id), notesOf(deps, [duo.id])])
  const open = checkins.findLast(({ asked, answers }) => asked.includes(side) && !answers[side])
  const today = civilDateOf(deps.now())
  const next = milestonesOf(programme, duo.time).find(({ dueOn }) => dueOn > today)
  const notes = allNotes.get(duo.id) ?? []
  const { startedOn, endsOn } = duo.facts
  return {
    csrf: visitor.csrf,
    open: open
      ? { kind: kindOf(programme, open.milestone), href: paths.checkin(intro.id, side, open.milestone) }
      : null,
    rows: [
      { label: words.from, value: civilDate(startedOn) },
      { label: words.until, value: endsOn === null ? words.standsStill : civilDate(endsOn) },
      { label: words.next, value: next ? civilDate(next.dueOn) : words.nextNone },
      {
        label: words.hours,
        value: notes.length > 0 ? words.hoursText(hoursOf(minutesMet(notes)), timesMet(notes)) : words.hoursNone,
      },
    ],
    note:
      programme.log === 'none'
        ? null
        : { action: paths.meetingNotes(intro.id, side), ...(typed ?? { day: today, minutes: '60', problems: {} }) },
    stop: paths.duoStop(intro.id, side),
  }
}
