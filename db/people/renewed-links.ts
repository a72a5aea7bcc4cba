import { asc, eq, gt } from 'drizzle-orm'
import type { Deps } from '../../src/deps.ts'
import { sha256 } from '../../src/keys.ts'
import { link, setting } from '../schema.ts'
import { linkToken } from './links.ts'

const AT_ONCE = 1_000
const KEY = 'secrets'

/**
 * After a secret went, the links that were made with it open nothing any more. Each gets the hash of the token that a
 * mail written from now on will hold. Reads nothing as long as the secrets are those of the last start.
 */
export async function renewLinks(deps: Deps): Promise<number> {
  const { db, keys } = deps
  const value = await sha256([await keys.mac(KEY), ...(await keys.earlierMacs(KEY))].join(' '))
  const [known] = await db.q.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY))
  if (known?.value === value) return 0

  const renewed = known ? await renewAll(deps) : 0
  await db.write([
    db.q.insert(setting).values({ key: KEY, value }).onConflictDoUpdate({ target: setting.key, set: { value } }),
  ])
  return renewed
}

async function renewAll(deps: Deps): Promise<number> {
  let renewed = 0
  for (let after = ''; ; ) {
    const rows = await deps.db.q.select().from(link).where(gt(link.id, after)).orderBy(asc(link.id)).limit(AT_ONCE)
    const last = rows.at(-1)
    if (!last) return renewed
    after = last.id

    const dead = await deadAmong(deps, rows)
    if (dead.length > 0) await deps.db.write(dead.map((row) => renewal(deps, row)))
    renewed += dead.length
  }
}

type LinkRow = typeof link.$inferSelect

/** Those whose stored hash is of no secret that still counts, with the hash of their token by now. */
async function deadAmong(deps: Deps, rows: LinkRow[]): Promise<LinkRow[]> {
  const found = await Promise.all(
    rows.map(async (row) => {
      const { purpose, participantId, about, generation } = row
      const macs = await deps.keys.earlierMacs('link', purpose, participantId, about, generation)
      const hashes = await Promise.all([await linkToken(deps.keys, row), ...macs].map(sha256))
      return hashes.includes(row.tokenHash) ? [] : [{ ...row, tokenHash: hashes[0] ?? row.tokenHash }]
    }),
  )
  return found.flat()
}

const renewal = ({ db }: Deps, { id, tokenHash }: LinkRow) =>
  db.q.update(link).set({ tokenHash }).where(eq(link.id, id))
