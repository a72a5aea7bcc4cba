import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { staffLinkFor } from '../db/office/staff.ts'
import { cookieName } from '../src/access.ts'
import { createApp } from '../src/app.tsx'
import { seedYears } from '../src/demo/demo-years.ts'
import { busier, DEMO_PLANS, type Plan } from '../src/demo/years/plans.ts'
import type { Deps } from '../src/deps.ts'
import { randomToken } from '../src/keys.ts'
import { openDeps } from '../src/node-deps.ts'

/** Everything in one programme, which is the most that a page can have to show: about these numbers at size 1. */
export const SIZE_1 = { participants: 10_000, introductions: 5_000, duos: 2_000 }

const [first] = DEMO_PLANS

/** As the first programme of the demo, with more people, fewer yes, and nobody forgotten. */
function planOf(size: number): Plan {
  if (!first) throw new Error('A demo without programmes')
  return {
    ...busier(first, 22 * size),
    cap: 10_000,
    goal: Math.round(375 * size),
    sureFrom: '12-31',
    answers: { yes: 0.42, mentorNo: 0.2, menteeNo: 0.2 },
    keptMonths: { duo: 120, others: 120 },
    patienceDays: 100_000,
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** The app on a file with so many people, and a member of staff of the city who is signed in. */
export async function scaleWorld(
  folder: string,
  size: number,
): Promise<{ deps: Deps; get(path: string): Promise<Response> }> {
  const now = Date.now()
  const env = { DATABASE_URL: `file:${folder}/scale-${size}.db`, SECRET: randomToken() }
  const open = async (): Promise<Deps> => ({
    ...(await openDeps(env)),
    now: () => now,
    clientAddress: () => '127.0.0.1',
  })
  const seeding = await open()
  const { city } = await seedYears(seeding, [planOf(size)])
  // A server begins with an empty log and none of what making five years left in memory.
  seeding.db.close()
  collectGarbage()
  const deps = await open()
  const app = await createApp(deps)

  const origin = deps.config.baseUrl
  const link = await staffLinkFor(deps, city.staff['peter-meter'] ?? '')
  const entered = await app.request(link, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({ sure: 'yes' }),
  })
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => pair.startsWith(cookieName(deps.config, 'staff')))
  if (!cookie) throw new Error(`Not signed in: ${entered.status}`)
  return { deps, get: async (path) => app.request(path, { headers: { Cookie: cookie, Origin: origin } }) }
}
