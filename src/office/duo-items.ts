import { followedDuos } from '../../db/duos/duo-signs.ts'
import { type Duo, runningDuos } from '../../db/duos/duos.ts'
import { type DueOutcome, outcomesDue } from '../../db/duos/outcomes.ts'
import { namesOf } from '../../db/people/participant.ts'
import { duosUrl, followUpText } from '../../views/staff/duos/duos.tsx'
import type { TodayItem } from '../../views/staff/today.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { instantOf } from '../domain/civil-date.ts'
import type { FollowUp } from '../domain/duos/silence.ts'
import { OUTCOME_MOMENTS, type OutcomeMoment } from '../domain/facts.ts'
import { participantOn } from '../domain/introduction.ts'
import { outcomeLabel, type Programme } from '../domain/programmes.ts'
import { paths } from '../paths.ts'

const words = nl.staff.today

/** From so many on, duos that ask for the same are one line. */
const MANY = 4

type Followed = { duo: Duo; first: FollowUp }

/** What running duos ask of staff, each with its weightiest reason, and results that nobody wrote down yet. */
export async function duoItems(deps: Deps, programmes: Programme[]): Promise<TodayItem[]> {
  const ids = programmes.map(({ id }) => id)
  const duos = await runningDuos(deps, ids)
  const [followed, due] = await Promise.all([followedDuos(deps, duos), outcomesDue(deps, ids)])
  const open = duos.flatMap((duo): Followed[] => {
    const [first] = followed.get(duo.id)?.followUps ?? []
    return first ? [{ duo, first }] : []
  })
  const lines = programmes.flatMap((programme) => linesOf(programme, open))
  const names = await namesOf(deps, [
    ...lines.flatMap(({ oldest: { duo } }) => [duo.mentorId, duo.menteeId]),
    ...due.flatMap(({ says }) => says?.participantId ?? []),
  ])
  const nameOf = (id: string) => names.get(id) ?? nl.participants.erasedName
  return [
    ...lines.map((line) => followUpItem(line, nameOf)),
    ...programmes.flatMap((programme) => {
      const own = due.filter((each) => each.programme === programme.id)
      return [
        ...contractItems(programme, own, nameOf),
        ...OUTCOME_MOMENTS.flatMap((moment) =>
          outcomesItem(
            programme,
            moment,
            own.filter((each) => each.says === null && each.moment === moment),
          ),
        ),
      ]
    }),
  ]
}

type Line = { programme: Programme; oldest: Followed; duos: number }

/** What is urgent has a line of its own; of the others many are one. */
function linesOf(programme: Programme, open: Followed[]): Line[] {
  const own = open.filter(({ duo }) => duo.programme === programme.id)
  const one = (oldest: Followed): Line => ({ programme, oldest, duos: 1 })
  const calm = own.filter(({ first }) => !isUrgent(first)).sort((a, b) => (a.first.on < b.first.on ? -1 : 1))
  const [oldest] = calm
  if (!oldest || calm.length < MANY) return own.map(one)
  return [...own.filter(({ first }) => isUrgent(first)).map(one), { programme, oldest, duos: calm.length }]
}

const isUrgent = ({ reason }: FollowUp): boolean => reason === 'call_me' || reason === 'stopped'

function followUpItem({ programme, oldest, duos }: Line, nameOf: (id: string) => string): TodayItem {
  const { duo, first } = oldest
  const both = nl.duos.and(nameOf(duo.mentorId), nameOf(duo.menteeId))
  const since = instantOf(first.on, '00:00')
  if (duos > 1)
    return {
      what: words.followUps(duos),
      who: words.longestDuo(both),
      since,
      urgent: false,
      link: { label: words.links.duos, href: duosUrl(programme, 'follow_up') },
    }
  return {
    what: nl.duos.followUp(followUpText(nl.duos, first, (side) => nameOf(participantOn(duo, side)))),
    who: both,
    since,
    urgent: isUrgent(first),
    link: { label: words.links.duo, href: paths.duo(duo.id) },
  }
}

/** Who told of a job: each by name; of many one line. */
function contractItems(programme: Programme, due: DueOutcome[], nameOf: (id: string) => string): TodayItem[] {
  const told = due.flatMap(({ id, since, says }) => (says ? [{ id, since, ...says }] : []))
  const item = { who: words.outcomesWho(told.length), urgent: false }
  if (told.length >= MANY) {
    const link = { label: words.links.duos, href: duosUrl(programme, 'unknown_result') }
    return [{ ...item, what: words.contracts(told.length), since: firstOf(told), link }]
  }
  return told.map(({ id, since, participantId, code }) => ({
    ...item,
    since: firstOf([{ since }]),
    what: nl.duos.saysContract(nameOf(participantId), outcomeLabel(programme, code)),
    link: { label: words.links.duo, href: paths.duo(id) },
  }))
}

function outcomesItem(programme: Programme, moment: OutcomeMoment, duos: DueOutcome[]): TodayItem[] {
  const [first, ...others] = duos
  if (!first) return []
  const link =
    others.length === 0
      ? { label: words.links.duo, href: paths.duo(first.id) }
      : { label: words.links.duos, href: duosUrl(programme, 'unknown_result') }
  const what = words.outcomes(duos.length, nl.duos.moments[moment])
  return [{ what, who: words.outcomesWho(duos.length), since: firstOf(duos), urgent: false, link }]
}

const firstOf = (due: Pick<DueOutcome, 'since'>[]): number =>
  Math.min(...due.map(({ since }) => instantOf(since, '00:00')))
