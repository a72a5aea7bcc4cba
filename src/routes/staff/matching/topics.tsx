import { Hono } from 'hono'
import { loadPlaces } from '../../../../db/matching/pool-people.ts'
import { TopicsBalance, TopicsPage } from '../../../../views/staff/matching/topics.tsx'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { topicBalance } from '../../../domain/proposals/topic-balance.ts'
import { chosenProgramme } from '../../../office/sight.ts'
import { asksForPart, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

/** Per theme who asks and who offers, of everybody who could be proposed now. */
export function topicsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.topics(), async (c) => {
    const programme = chosenProgramme(c)
    const ids = programme.topics.map(({ id }) => id)
    const balance = topicBalance(ids, await loadPlaces(deps, programme.id))
    const props = { words: wordsFor(programme), programme, balance, at: deps.now() }
    if (asksForPart(c)) return c.html(<TopicsBalance {...props} />)
    const showing = { title: nl.workbench.topics.title, current: paths.introductions(), chooser: paths.topics }
    return showStaff(c, deps, showing, <TopicsPage {...props} />)
  })

  return app
}
