import { type CapUse, forecastThisYear } from '../../db/office/caps.ts'
import { forecastText } from '../../views/staff/people/waiting.tsx'
import type { TodayItem } from '../../views/staff/today.tsx'
import { capitalised } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { programmeOf } from '../domain/programmes.ts'
import { isManager } from '../domain/staff-role.ts'
import { isCapNear } from '../domain/today.ts'
import { paths } from '../paths.ts'
import { mayName } from './sight.ts'
import type { SignedIn } from './staff-session.ts'

const words = nl.staff.today

/** Programmes whose places of this year are gone or nearly so, with when that will be. */
export async function capItems(deps: Deps, signedIn: SignedIn, caps: CapUse[]): Promise<TodayItem[]> {
  return Promise.all(
    caps.filter(isCapNear).map(async (use) => ({
      what: words.cap(use),
      who: `${capitalised(programmeOf(use.programme).name)}, ${use.year}. ${forecastText(nl.waiting, await forecastThisYear(deps, use))}`,
      since: null,
      urgent: use.taken >= use.cap,
      link: linkOf(signedIn, use),
    })),
  )
}

/** Who waits for a place, for those who may know them; else where the cap is set, or only read. */
function linkOf(signedIn: SignedIn, { programme }: CapUse): TodayItem['link'] {
  if (mayName(signedIn, programme)) return { label: nl.waiting.title, href: paths.waiting(programme) }
  return isManager(signedIn.office)
    ? { label: words.links.settings, href: paths.settings() }
    : { label: words.links.report, href: paths.report(programme) }
}
