import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Deps } from '../src/deps.ts'
import { insertAudit } from './audit.ts'
import type { Database } from './client.ts'
import { setting } from './schema.ts'

/** Where people reach whoever answers for a programme. */
export const contactSchema = z.object({
  contactEmail: z.email().max(200),
  contactPhone: z.string().trim().max(40),
  dpoEmail: z.email().max(200),
})
export type ContactSettings = z.infer<typeof contactSchema>

/** What makes an installation this city's: everything else is the programme's. */
export const settingsSchema = contactSchema.extend({
  cityName: z.string().trim().min(1).max(60),
  serviceName: z.string().trim().min(1).max(60),
  /** Without a duo, details are kept this long after the last yes. */
  retentionMonths: z.number().int().min(1).max(60),
  /** With a duo: this long after its start. */
  duoRetentionMonths: z.number().int().min(7).max(60),
})
export type CitySettings = z.infer<typeof settingsSchema>

/** `associations`: the contact of each that filled in its own, by the programme that it answers for. */
export type Settings = CitySettings & { associations: Readonly<Record<string, ContactSettings>> }

/** Until staff fill in their city's own. */
export const DEFAULT_SETTINGS: Settings = {
  cityName: 'Stad Voorbeeld',
  serviceName: 'Economie',
  contactEmail: 'economie@example.org',
  contactPhone: '',
  dpoEmail: 'privacy@example.org',
  retentionMonths: 24,
  duoRetentionMonths: 13,
  associations: {},
}

export async function loadSettings(db: Database): Promise<Settings> {
  const rows = await db.q.select().from(setting)
  return settingsFrom(Object.fromEntries(rows.map((row) => [row.key, row.value])))
}

/** What staff filled in, and for the rest the defaults. @throws ZodError for what our own forms could not have kept. */
export const settingsFrom = (kept: Record<string, unknown>): Settings => ({
  ...settingsSchema.parse({ ...DEFAULT_SETTINGS, ...kept }),
  associations: Object.fromEntries(
    Object.entries(kept).flatMap(([key, value]) =>
      key.startsWith(ASSOCIATION) ? [[key.slice(ASSOCIATION.length), contactSchema.parse(value)]] : [],
    ),
  ),
})

const ASSOCIATION = 'association:'

/** The settings that nobody filled in yet: people would read an example where their city should stand. */
export const unsetSettings = (settings: Settings): (typeof OWN_TO_CITY)[number][] =>
  OWN_TO_CITY.filter((key) => settings[key] === DEFAULT_SETTINGS[key])

const OWN_TO_CITY = ['cityName', 'contactEmail', 'dpoEmail'] as const

/** Writes what changed, and which settings these were in the audit. Sent twice it changes nothing more. */
export async function saveSettings(deps: Deps, settings: CitySettings, staffId: string): Promise<void> {
  const { db } = deps
  const before: Record<string, unknown> = await loadSettings(db)
  const changed = Object.entries(settings).filter(([key, value]) => before[key] !== value)
  if (changed.length === 0) return
  const detail = changed.map(([key]) => key).join(' ')
  await db.write([
    ...changed.map(([key, value]) =>
      db.q.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } }),
    ),
    insertAudit(db, { at: deps.now(), staffId, action: 'settings.changed', subject: 'city', detail }),
  ])
}

/** Where people reach the association behind a programme; the audit says that it changed. Sent twice it changes nothing more. */
export async function saveAssociation(
  deps: Deps,
  { programme, contact, staffId }: { programme: string; contact: ContactSettings; staffId: string },
): Promise<void> {
  const { db } = deps
  const key = `${ASSOCIATION}${programme}`
  const [before] = await db.q.select().from(setting).where(eq(setting.key, key))
  if (JSON.stringify(before?.value) === JSON.stringify(contact)) return
  await db.write([
    db.q
      .insert(setting)
      .values({ key, value: contact })
      .onConflictDoUpdate({ target: setting.key, set: { value: contact } }),
    insertAudit(db, { at: deps.now(), staffId, action: 'settings.changed', subject: programme }),
  ])
}
