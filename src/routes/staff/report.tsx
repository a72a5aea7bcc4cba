import { Hono } from 'hono'
import { capThisYear } from '../../../db/office/caps.ts'
import { yearFigures } from '../../../db/office/report.ts'
import { ReportPage } from '../../../views/staff/report.tsx'
import { capitalised } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { civilYearOf } from '../../domain/civil-date.ts'
import { SIDES } from '../../domain/facts.ts'
import type { Programme } from '../../domain/programmes.ts'
import { figureProgrammes } from '../../office/sight.ts'
import { showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'

const words = nl.staff.report

export function reportRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.report(), async (c) => {
    const year = civilYearOf(deps.now())
    const programmes = await Promise.all(
      figureProgrammes(c.get('signedIn')).map((programme) => programmeReport(deps, programme, year)),
    )
    const page = <ReportPage words={words} year={year} programmes={programmes} />
    return showStaff(c, deps, { title: words.title, current: paths.report() }, page)
  })

  return app
}

async function programmeReport(deps: Deps, { id, name, sides }: Programme, year: number) {
  const [figures, { cap, taken }] = await Promise.all([yearFigures(deps, id, year), capThisYear(deps, id)])
  return {
    title: capitalised(name),
    figures: [
      ...SIDES.map((side) => ({ label: words.signedUp(sides[side].many), value: figures.signedUp[side] })),
      { label: words.introductions, value: figures.introductions },
      { label: words.accepted, value: figures.accepted },
      { label: words.duos, value: figures.duos },
      { label: words.cap, value: words.capOf(taken, cap) },
    ],
  }
}
