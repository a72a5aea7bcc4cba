import { checkinsOf } from '../../db/duos/checkins.ts'
import type { Duo } from '../../db/duos/duos.ts'
import { type WrittenNote, writtenNotes } from '../../db/duos/meeting-notes.ts'
import type { OwnDuoProps } from '../../views/phone/own-duo.tsx'
import { civilDate, hoursOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { addDays, type CivilDate, civilDateOf } from '../domain/civil-date.ts'
import { kindOf, milestonesOf } from '../domain/duos/checkin.ts'
import { type DuoTime, isPausedOn } from '../domain/duos/duo-time.ts'
import { minutesMet, NOTE_DAYS, timesMet } from '../domain/duos/hours.ts'
import type { CheckinAnswer } from '../domain/facts.ts'
import { programmeOf } from '../domain/programmes.ts'
import type { Entry } from '../entries.ts'
import { paths } from '../paths.ts'

const words = nl.ownDuo

/** The last ones: a slip is noticed soon. */
const MOST_SHOWN = 8

export type NoteTyped = { day: string; minutes: string; problems: { day?: string; minutes?: string } }

/** Of one's own answers alone: what the other said is for staff. */
const isOfWhoMet = (answer: CheckinAnswer | undefined): boolean => answer === 'good' || answer === 'could_be_better'

/** That the duo stands still today, and until when, as far as anybody knows; null for one that goes on. */
function stillness({ pauses }: DuoTime, today: CivilDate): string | null {
  const pause = pauses.find((each) => isPausedOn({ pauses: [each] }, today))
  if (!pause) return null
  return pause.resumedOn === null ? words.standsStill : words.standsStillUntil(civilDate(pause.resumedOn))
}

/** What this side can note of a duo that is over, as long as it can be noted. */
export async function meetingNotesOf(
  deps: Deps,
  { intro, side, visitor }: Entry,
  duo: Duo,
  { typed }: { typed?: NoteTyped | undefined },
): Promise<Pick<OwnDuoProps, 'csrf' | 'note' | 'mine'>> {
  const notes = (await writtenNotes(deps, duo.id)).filter(({ isVoid }) => !isVoid)
  return { csrf: visitor.csrf, ...notesToShow(deps, { intro, side }, duo, notes, typed) }
}

function notesToShow(
  deps: Deps,
  { intro, side }: Pick<Entry, 'intro' | 'side'>,
  duo: Duo,
  notes: WrittenNote[],
  typed: NoteTyped | undefined,
): Pick<OwnDuoProps, 'note' | 'mine'> {
  const { log } = programmeOf(duo.programme)
  const today = civilDateOf(deps.now())
  const last = duo.facts.end?.endedOn ?? today
  const canNote = log !== 'none' && last >= addDays(today, -NOTE_DAYS)
  const form = { action: paths.meetingNotes(intro.id, side), isAsked: log === 'asked' }
  return {
    note: canNote ? { ...form, ...(typed ?? { day: last < today ? last : today, minutes: '', problems: {} }) } : null,
    mine: {
      action: paths.meetingNoteVoid(intro.id, side),
      notes: notes
        .filter(({ by }) => by === side)
        .slice(-MOST_SHOWN)
        .reverse()
        .map(({ id, metOn, minutes }) => ({ id, label: words.myNote(civilDate(metOn), hoursOf(minutes)) })),
    },
  }
}

/** What a running duo adds to the page of one of the two. */
export async function ownDuoOf(
  deps: Deps,
  { intro, side, visitor }: Entry,
  duo: Duo,
  { typed }: { typed?: NoteTyped | undefined },
): Promise<OwnDuoProps> {
  const programme = programmeOf(duo.programme)
  const [checkins, written] = await Promise.all([checkinsOf(deps, duo.id), writtenNotes(deps, duo.id)])
  const open = checkins.findLast(({ asked, answers }) => asked.includes(side) && !answers[side])
  const today = civilDateOf(deps.now())
  const next = milestonesOf(programme, duo.time).find(({ dueOn }) => dueOn > today)
  const notes = written.filter(({ isVoid }) => !isVoid)
  const { startedOn, endsOn } = duo.facts
  return {
    csrf: visitor.csrf,
    standsStill: stillness(duo.time, today),
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
    ...notesToShow(deps, { intro, side }, duo, notes, typed),
    stop: paths.duoStop(intro.id, side),
    hasMet: notes.length > 0 || checkins.some(({ answers }) => isOfWhoMet(answers[side]?.answer)),
  }
}
