import type { Deps } from '../deps.ts'
import { civilYearOf } from '../domain/civil-date.ts'
import { openCity } from './years/city.ts'
import { linkYears } from './years/links.ts'
import { DEMO_PLANS, type Plan } from './years/plans.ts'
import type { City } from './years/scene.ts'
import type { Journey, Truth } from './years/truth.ts'
import { writeYears } from './years/write.ts'
import { makeYears } from './years/years.ts'

const SEED = 8_052_023
const PAST_YEARS = 5

/** Past years of every programme and this one until today: into the database, with what truly happened in them. */
export async function seedYears(
  deps: Deps,
  plans: Plan[] = DEMO_PLANS,
): Promise<{ truth: Truth; journeys: Journey[]; city: City }> {
  const now = deps.now()
  const from = civilYearOf(now) - PAST_YEARS
  const years = Array.from({ length: PAST_YEARS + 2 }, (_, n) => from + n)
  const city = await openCity(deps, plans, years)
  const { facts, truth, journeys } = makeYears({ seed: SEED, plans, city, from, now })
  await writeYears(deps, facts)
  await linkYears(deps)
  return { truth, journeys, city }
}
