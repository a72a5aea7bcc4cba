import { type Context, Hono } from 'hono'
import { currentNotice } from '../../../db/people/consents.ts'
import { countAgainst, isTooOften } from '../../../db/rate.ts'
import { loadSettings } from '../../../db/settings.ts'
import { Elsewhere, Home, Statement } from '../../../views/pages.tsx'
import { capitalised, dateOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { normaliseCode } from '../../domain/event.ts'
import { FIRST_PROGRAMME, PROGRAMMES, type Programme } from '../../domain/programmes.ts'
import type { Env } from '../../middleware.ts'
import { phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { openStandingPages } from '../../phone/event-door.tsx'
import { noticeFor } from '../../speaker.ts'

export function pagesRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.health(), (c) => c.json({ status: 'ok' }))

  app.get(paths.ready(), async (c) => {
    await tryWriting(deps)
    return c.json({ status: 'ready' })
  })

  // The typed code arrives as ?code= from the form on this page: a plain form cannot put it in a path.
  app.get(paths.home(), async (c) => {
    const code = normaliseCode(c.req.query('code') ?? '')
    if (/^[A-Z0-9]{1,12}$/.test(code)) return c.redirect(paths.event(code), 303)

    const [settings, standing] = await Promise.all([loadSettings(deps.db), openStandingPages(deps)])
    const links = { standing, staff: paths.signIn() }
    const body = <Home words={nl.common} action={paths.home()} {...links} />
    return c.html(phonePage(deps, settings, { title: nl.common.homeTitle }, body))
  })

  app.get(paths.eventInCapitals(':code'), (c) => c.redirect(paths.event(normaliseCode(c.req.param('code') ?? '')), 303))

  app.get(paths.privacy(), (c) => notice(c, FIRST_PROGRAMME))

  app.get(paths.programmePrivacy(':programme'), (c) => {
    const programme = all.find(({ id }) => id === c.req.param('programme'))
    return programme ? notice(c, programme) : c.notFound()
  })

  app.get(paths.accessibility(), async (c) => {
    const settings = await loadSettings(deps.db)
    const { title, sections } = nl.common.accessibilityStatement
    return c.html(phonePage(deps, settings, { title }, <Statement title={title} sections={sections(settings)} />))
  })

  async function notice(c: Context<Env>, programme: Programme) {
    const [settings, { version, publishedAt }] = await Promise.all([
      loadSettings(deps.db),
      currentNotice(deps.db, programme.id),
    ])
    const { title, sections, others, othersText } = nl.privacy
    const links = all
      .filter(({ id }) => id !== programme.id)
      .map(({ id, name }) => ({ label: capitalised(name), href: paths.programmePrivacy(id) }))
    const page = (
      <Statement title={title} sections={sections(noticeFor(programme, settings))}>
        <p class="small">{nl.privacy.version(version, dateOf(publishedAt))}</p>
        <Elsewhere title={others} text={othersText} links={links} />
      </Statement>
    )
    return c.html(phonePage(deps, settings, { title, programme }, page))
  }

  return app
}

/** Reading says nothing of a full disk. Past the limit, one was written a moment ago: that is ready too. */
async function tryWriting({ db, now }: Deps): Promise<void> {
  try {
    await db.write([countAgainst(db, [{ key: 'ready', most: READY_WRITES_A_MINUTE, windowMinutes: 1 }], now())])
  } catch (error) {
    if (!isTooOften(error)) throw error
  }
}

const READY_WRITES_A_MINUTE = 30

const all = Object.values<Programme>(PROGRAMMES)
