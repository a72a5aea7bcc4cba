import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Deps } from '../../src/deps.ts'
import { DEFAULT_RULES, type ReportRules } from '../../src/domain/report.ts'
import { insertAudit } from '../audit.ts'
import { setting } from '../schema.ts'

const KEY = 'report'
const kept = z.object({ broadIncludesDirect: z.boolean() })

/** How the report counts, as this city set it. */
export async function loadReportRules({ db }: Deps): Promise<ReportRules> {
  const [row] = await db.q.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY))
  return row ? kept.parse(row.value) : DEFAULT_RULES
}

/** Set to what it was, it writes nothing. @throws Unavailable. */
export async function saveReportRules(deps: Deps, rules: ReportRules, staffId: string): Promise<void> {
  const { db } = deps
  if ((await loadReportRules(deps)).broadIncludesDirect === rules.broadIncludesDirect) return
  await db.write([
    db.q
      .insert(setting)
      .values({ key: KEY, value: rules })
      .onConflictDoUpdate({ target: setting.key, set: { value: rules } }),
    insertAudit(db, { at: deps.now(), staffId, action: 'settings.changed', subject: 'city', detail: 'report' }),
  ])
}
