import { desc, ne } from 'drizzle-orm'
import type { Deps } from '../src/deps.ts'
import { civilYearOf, instantOf } from '../src/domain/civil-date.ts'
import { CODE_LENGTH, codeFrom, WITHOUT_END } from '../src/domain/event.ts'
import { FIRST_PROGRAMME, PROGRAMMES, type Programme } from '../src/domain/programmes.ts'
import { carryCaps } from './office/caps.ts'
import { publishTexts } from './people/consents.ts'
import { preparationStatements } from './people/preparation.ts'
import { renewLinks } from './people/renewed-links.ts'
import { event } from './schema.ts'
import { ensureStandingPages } from './signups/standing.ts'

/**
 * What every installation needs before it serves: texts to agree to, this year's caps, what each side asks before
 * a first introduction, a standing page a programme.
 */
export async function prepareCity(deps: Deps, texts: { code: string; body: string }[]): Promise<void> {
  await publishTexts(deps.db, texts, deps.now())
  await renewLinks(deps)
  await carryCaps(deps)
  const programmes = Object.values<Programme>(PROGRAMMES)
  await deps.db.write(preparationStatements(deps.db, programmes))
  await ensureStandingPages(deps, programmes)
}

/** Without an event: the next 8 May event of the first programme, open for sign-up at once. Returns the code of the event that was made last. */
export async function firstEvent(deps: Deps): Promise<string> {
  const isEvent = ne(event.closesAt, WITHOUT_END)
  const [existing] = await deps.db.q
    .select({ code: event.code })
    .from(event)
    .where(isEvent)
    .orderBy(desc(event.createdAt))
    .limit(1)
  if (existing) return existing.code

  const now = deps.now()
  const year = civilYearOf(now)
  const startsAt = instantOf(`${now < instantOf(`${year}-05-08`, '19:00') ? year : year + 1}-05-08`, '19:00')
  const code = codeFrom(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)))
  await deps.db.write([
    deps.db.q.insert(event).values({
      id: deps.newId(),
      programme: FIRST_PROGRAMME.id,
      code,
      title: 'Inspiratie-event voor starters en ondernemers',
      place: 'Binnenstad',
      startsAt,
      opensAt: now,
      closesAt: startsAt + 36 * 3_600_000,
      version: 1,
      createdAt: now,
    }),
  ])
  return code
}
