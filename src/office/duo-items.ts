import { outcomesDue } from '../../db/duos/duo-answers.ts'
import { followedDuos } from '../../db/duos/duo-signs.ts'
import { runningDuos } from '../../db/duos/duos.ts'
import { namesOf } from '../../db/people/participant.ts'
import { followUpText } from '../../views/staff/duo.tsx'
import type { TodayItem } from '../../views/staff/today.tsx'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { instantOf } from '../domain/civil-date.ts'
import { participantOn } from '../domain/introduction.ts'
import type { Programme } from '../domain/programmes.ts'
import { paths } from '../paths.ts'

const words = nl.staff.today

/** What running duos ask of staff, each with its weightiest reason, and results that nobody wrote down yet. */
export async function duoItems(deps: Deps, programmes: Programme[]): Promise<TodayItem[]> {
  const ids = programmes.map(({ id }) => id)
  const duos = await runningDuos(deps, ids)
  const followed = await followedDuos(deps, duos)
  const open = duos.flatMap((duo) => {
    const [first] = followed.get(duo.id)?.followUps ?? []
    return first ? [{ duo, first }] : []
  })
  const names = await namesOf(
    deps,
    open.flatMap(({ duo }) => [duo.mentorId, duo.menteeId]),
  )
  const nameOf = (id: string) => names.get(id) ?? nl.participants.erasedName
  const items = open.map(({ duo, first }) => ({
    what: nl.duos.followUp(followUpText(nl.duos, first, (side) => nameOf(participantOn(duo, side)))),
    who: nl.duos.and(nameOf(duo.mentorId), nameOf(duo.menteeId)),
    since: instantOf(first.on, '00:00'),
    urgent: first.reason === 'call_me' || first.reason === 'stopped',
    link: { label: words.links.duo, href: paths.duo(duo.id) },
  }))
  const due = await outcomesDue(deps, ids)
  if (due.length === 0) return items
  const link = {
    label: words.links.duo,
    href: due.length === 1 && due[0] ? paths.duo(due[0].id) : paths.duos(due[0]?.programme),
  }
  return [...items, { what: words.outcomes(due.length), who: words.outcomesWho, since: null, urgent: false, link }]
}
