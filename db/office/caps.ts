import { and, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type Cap, type CapForecast, capForecast, paceFrom } from '../../src/domain/cap.ts'
import { civilDateOf, civilYearOf, DAY_MS } from '../../src/domain/civil-date.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import { type HeldPlace, heldPlaces } from '../introductions/held-places.ts'
import { duo, programmeCap } from '../schema.ts'

/** `taken`: duos that started in that year and, this year, places held by introductions that may become one. */
export type CapUse = Cap & { programme: string; year: number; taken: number }

/** What a programme may start this year, and what of it is taken. No row means no place. @throws Error without a programme. */
export const capThisYear = async (deps: Deps, programme: string): Promise<CapUse> =>
  only(await capsThisYear(deps, [programme]))

/** The same of many, in their order. `places`: all that are held, where at hand. */
export async function capsThisYear(deps: Deps, programmes: readonly string[], places?: HeldPlace[]): Promise<CapUse[]> {
  const [uses, all] = await Promise.all([
    startedIn(deps, programmes, civilYearOf(deps.now())),
    places ?? heldPlaces(deps),
  ])
  return uses.map((use) => {
    const held = all.filter(({ programme, isDuo }) => programme === use.programme && !isDuo).length
    return { ...use, held, taken: use.started + held }
  })
}

/** What a programme may start in a later year. */
export const capNextYear = async (deps: Deps, programme: string): Promise<CapUse> =>
  only(await startedIn(deps, [programme], civilYearOf(deps.now()) + 1))

/** When the cap of this year is full, if duos go on starting as they did. */
export async function forecastThisYear(deps: Deps, use: CapUse): Promise<CapForecast> {
  const today = civilDateOf(deps.now())
  const rows = await deps.db.q
    .select({ startedOn: duo.startedOn })
    .from(duo)
    .where(and(eq(duo.programme, use.programme), gte(duo.startedOn, paceFrom(today))))
  return capForecast(
    use,
    rows.map(({ startedOn }) => startedOn),
    today,
  )
}

/** Sets a cap, also below what is taken: that ends nothing, it only starts nothing more. */
export async function saveCap(
  deps: Deps,
  { programme, year, cap, staffId }: { programme: string; year: number; cap: number; staffId: string },
): Promise<void> {
  const { db } = deps
  const [kept] = await db.q
    .select({ cap: programmeCap.cap })
    .from(programmeCap)
    .where(and(eq(programmeCap.programme, programme), eq(programmeCap.year, year)))
  if (kept?.cap === cap) return
  await db.write([
    db.q
      .insert(programmeCap)
      .values({ programme, year, cap })
      .onConflictDoUpdate({ target: [programmeCap.programme, programmeCap.year], set: { cap } }),
    insertAudit(db, {
      at: deps.now(),
      staffId,
      action: 'cap.changed',
      subject: `${programme}:${year}`,
      detail: `${cap}`,
    }),
  ])
}

/**
 * A year begins with the cap of the year before, the first with the programme's own: written down a day ahead, so that no
 * year is without one. Returns how many were.
 */
export async function carryCaps(deps: Deps): Promise<number> {
  const { db, now } = deps
  const years = [...new Set([now(), now() + DAY_MS].map(civilYearOf))]
  const known = await db.q.select().from(programmeCap).where(inArray(programmeCap.year, years))
  const isKnown = (id: string, year: number) => known.some((row) => row.programme === id && row.year === year)
  const missing = Object.values<Programme>(PROGRAMMES).flatMap(({ id, defaultCap }) =>
    years
      .filter((year) => !isKnown(id, year))
      .map((year) => ({ programme: id, year, cap: sql<number>`coalesce(${lastCap(id, year)}, ${defaultCap})` })),
  )
  if (missing.length === 0) return 0
  await db.write([db.q.insert(programmeCap).values(missing).onConflictDoNothing()])
  return missing.length
}

/** What may start and did, of each of these programmes; places that are held are counted by who knows the year to be this one. */
async function startedIn({ db }: Deps, programmes: readonly string[], year: number): Promise<CapUse[]> {
  const rows = await db.q.all<{ programme: string; cap: number; started: number }>(sql`
    SELECT p.value AS programme, coalesce(${lastCap(sql`p.value`, year)}, 0) AS cap,
      (SELECT count(*) FROM duo d WHERE d.programme = p.value AND d.start_year = ${year}) AS started
    FROM json_each(${JSON.stringify(programmes)}) p ORDER BY p.key`)
  return rows.map((row) => ({ ...row, year, held: 0, taken: row.started }))
}

/** The cap of that year, or of the last year before it that has one. */
const lastCap = (programme: SQL | string, year: number): SQL<number | null> => sql`(
  SELECT c.cap FROM programme_cap c WHERE c.programme = ${programme} AND c.year <= ${year} ORDER BY c.year DESC LIMIT 1)`

function only(uses: CapUse[]): CapUse {
  const [use] = uses
  if (!use) throw new Error('No such programme')
  return use
}
