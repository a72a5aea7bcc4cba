import { and, count, desc, eq, gte, inArray, lte } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { type Cap, type CapForecast, capForecast, paceFrom } from '../../src/domain/cap.ts'
import { civilDateOf, civilYearOf, DAY_MS } from '../../src/domain/civil-date.ts'
import { PROGRAMMES, type Programme } from '../../src/domain/programmes.ts'
import { insertAudit } from '../audit.ts'
import { type HeldPlace, heldPlaces } from '../introductions/held-places.ts'
import { duo, programmeCap } from '../schema.ts'

/** `taken`: duos that started in that year and, this year, places held by introductions that may become one. */
export type CapUse = Cap & { programme: string; year: number; taken: number }

/** What a programme may start this year, and what of it is taken. No row means no place. `places`: all that are held, where at hand. */
export async function capThisYear(deps: Deps, programme: string, places?: HeldPlace[]): Promise<CapUse> {
  const year = civilYearOf(deps.now())
  const [started, all, cap] = await Promise.all([
    duosStarted(deps, programme, year),
    places ?? heldPlaces(deps),
    capOf(deps, programme, year),
  ])
  const held = all.filter((place) => place.programme === programme && !place.isDuo).length
  return { programme, year, cap, started, held, taken: started + held }
}

/** What a programme may start in a later year. */
export async function capNextYear(deps: Deps, programme: string): Promise<CapUse> {
  const year = civilYearOf(deps.now()) + 1
  const [started, cap] = await Promise.all([duosStarted(deps, programme, year), capOf(deps, programme, year)])
  return { programme, year, cap, started, held: 0, taken: started }
}

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
    years.filter((year) => !isKnown(id, year)).map((year) => ({ programme: id, year, cap: defaultCap })),
  )
  if (missing.length === 0) return 0
  for (const row of missing) row.cap = (await lastCap(deps, row.programme, row.year)) ?? row.cap
  await db.write([db.q.insert(programmeCap).values(missing).onConflictDoNothing()])
  return missing.length
}

const capOf = async (deps: Deps, programme: string, year: number): Promise<number> =>
  (await lastCap(deps, programme, year)) ?? 0

/** The cap of that year, or of the last year before it that has one. */
async function lastCap({ db }: Deps, programme: string, year: number): Promise<number | null> {
  const [row] = await db.q
    .select({ cap: programmeCap.cap })
    .from(programmeCap)
    .where(and(eq(programmeCap.programme, programme), lte(programmeCap.year, year)))
    .orderBy(desc(programmeCap.year))
    .limit(1)
  return row?.cap ?? null
}

async function duosStarted({ db }: Deps, programme: string, year: number): Promise<number> {
  const [row] = await db.q
    .select({ n: count() })
    .from(duo)
    .where(and(eq(duo.programme, programme), eq(duo.startYear, year)))
  return row?.n ?? 0
}
