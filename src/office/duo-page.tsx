import type { Context } from 'hono'
import { checkinsOf } from '../../db/duos/checkins.ts'
import { endAnswersOf } from '../../db/duos/duo-answers.ts'
import { closingOf } from '../../db/duos/duo-closing.ts'
import { reasonsOf } from '../../db/duos/duo-ends.ts'
import { followedDuos } from '../../db/duos/duo-signs.ts'
import type { Duo, StandingPause } from '../../db/duos/duos.ts'
import { type WrittenNote, writtenNotes } from '../../db/duos/meeting-notes.ts'
import { outcomeDueOf } from '../../db/duos/outcomes.ts'
import { agreedText } from '../../db/introductions/clicks.ts'
import { introductionById } from '../../db/introductions/introductions.ts'
import { participantById } from '../../db/people/participant.ts'
import { DuoPage, type DuoProps } from '../../views/staff/duos/duo.tsx'
import type { CareProps } from '../../views/staff/duos/duo-form-parts.tsx'
import { civilDate, hoursOf } from '../../views/words/format.ts'
import { nl, wordsFor } from '../../views/words.ts'
import { type AgreementSection, sectionsOf } from '../agreement-texts.ts'
import type { Deps } from '../deps.ts'
import { civilDateOf } from '../domain/civil-date.ts'
import { duoState, duoStatus } from '../domain/duos/duo.ts'
import { minutesMet, timesMet } from '../domain/duos/hours.ts'
import { otherSide, SIDES, type Teller } from '../domain/facts.ts'
import { agreedAt } from '../domain/introduction.ts'
import { outcomeLabel, programmeOf } from '../domain/programmes.ts'
import { paths } from '../paths.ts'
import { timelineOf } from './duo-timeline.ts'
import { showStaff } from './staff-page.tsx'
import type { StaffEnv } from './staff-session.ts'

const words = nl.duos

export type DuoShowing = Partial<Pick<DuoProps, 'notice'> & Pick<CareProps, 'problem' | 'typed'>> & {
  status?: 409 | 422
}

/** The page of one duo, as it stands now. */
export async function showDuo(c: Context<StaffEnv>, deps: Deps, duo: Duo, showing: DuoShowing = {}) {
  const [mentor, mentee, closing, followed, checkins, written, reasons, due, said] = await Promise.all([
    participantById(deps, duo.mentorId),
    participantById(deps, duo.menteeId),
    closingOf(deps, duo.id),
    followedDuos(deps, [duo]),
    checkinsOf(deps, duo.id),
    writtenNotes(deps, duo.id),
    reasonsOf(deps, duo.id),
    outcomeDueOf(deps, duo.id),
    endAnswersOf(deps, duo.id),
  ])
  if (!mentor || !mentee) throw new Error('A duo of nobody')
  const people = { mentor, mentee }
  const nameOf = (who: Teller) => (who === 'staff' ? words.ourselves : (people[who].name ?? nl.participants.erasedName))
  const here = SIDES.filter((side) => people[side].name !== null)
  const today = civilDateOf(deps.now())
  const followUps = followed.get(duo.id)?.followUps ?? []
  const anySign = followed.get(duo.id)?.anySign ?? false
  const open = checkins
    .filter(({ milestone }) => milestone !== 'end')
    .flatMap(({ milestone, asked, answers }) =>
      SIDES.filter((side) => asked.includes(side) && !answers[side]).map((side) => {
        return { milestone, side, label: `${nameOf(side)}, ${words.question(milestone)}` }
      }),
    )
  const asked = checkins.find(({ milestone }) => milestone === 'end')?.asked ?? []
  const unsaid = here.filter((side) => asked.includes(side) && !said.some((given) => given.side === side))
  const programme = programmeOf(duo.programme)
  const says = due?.says
  const teller = SIDES.find((side) => people[side].id === says?.participantId)
  const page = (
    <DuoPage
      words={wordsFor(programme)}
      programme={programme}
      duo={duo}
      status={duoStatus(duoState(duo.facts, today), { needsFollowUp: followUps.length > 0, anySign })}
      followUps={followUps}
      contract={says && teller ? words.saysContract(nameOf(teller), outcomeLabel(programme, says.code)) : null}
      timeline={await timelineOf(deps, duo, { nameOf, closedBy: closing?.staffName ?? '' })}
      today={today}
      people={people}
      closing={closing}
      hours={hoursNoted(written)}
      agreement={await agreementOf(deps, duo)}
      notice={showing.notice ?? null}
      care={{
        csrf: c.get('signedIn').csrf,
        formKey: deps.newToken(),
        open,
        unsaid: unsaid.map((side) => ({ side, about: people[otherSide(side)].name ?? nl.answers.theOther })),
        pauses: duo.time.pauses.map(pauseOption),
        notes: noteOptions(written, nameOf),
        tellers: here.length > 0 ? [...here, 'staff'] : [],
        told: reasons.map(({ by }) => by),
        nameOf,
        today,
        problem: showing.problem ?? null,
        typed: showing.typed ?? {},
      }}
    />
  )
  const { status } = showing
  const title = words.and(nameOf('mentor'), nameOf('mentee'))
  return showStaff(
    c,
    deps,
    { title, current: paths.duos(), programme, ...(status ? { status, error: true } : {}) },
    page,
  )
}

const pauseOption = ({ id, fromOn, resumedOn }: StandingPause) => {
  const from = civilDate(fromOn)
  return { id, label: resumedOn === null ? words.correctOpen(from) : words.correctOne(from, civilDate(resumedOn)) }
}

const MOST_NOTES = 12

/** The last ones that still count, to take one back. */
const noteOptions = (written: WrittenNote[], nameOf: (who: Teller) => string): CareProps['notes'] =>
  written
    .filter(({ isVoid }) => !isVoid)
    .slice(-MOST_NOTES)
    .reverse()
    .map(({ id, metOn, minutes, by }) => ({
      id,
      label: words.unmetLabel(civilDate(metOn), hoursOf(minutes), nameOf(by)),
    }))

function hoursNoted(written: WrittenNote[]): string | null {
  const notes = written.filter(({ isVoid }) => !isVoid)
  return notes.length === 0 ? null : words.hours(hoursOf(minutesMet(notes)), timesMet(notes))
}

/** What the two agreed to, as they read it. */
async function agreementOf(deps: Deps, { introductionId: id, programme, at }: Duo): Promise<AgreementSection[]> {
  const intro = await introductionById(deps, id)
  const text = await agreedText(deps, { id, programme }, { at: intro ? agreedAt(intro.facts) : at })
  return sectionsOf(text.body)
}
