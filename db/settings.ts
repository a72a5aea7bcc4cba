import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Deps } from '../src/deps.ts'
import { ASSESSORS, COMPLIANCES } from '../src/domain/accessibility.ts'
import { LEAST_AGE, MOST_AGE } from '../src/domain/programmes.ts'
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

/** Without a duo, details are kept this long after the last yes. */
const retentionMonths = z.number().int().min(1).max(60)
/** With a duo: this long after its start. */
const duoRetentionMonths = z.number().int().min(7).max(60)

/** What an association answers for itself; until it says how long it keeps people, it keeps them as long as the city. */
export const associationSchema = contactSchema.extend({
  retentionMonths: retentionMonths.optional(),
  duoRetentionMonths: duoRetentionMonths.optional(),
})
export type AssociationSettings = z.infer<typeof associationSchema>

/** What makes an installation this city's: everything else is the programme's. */
export const settingsSchema = contactSchema.extend({
  cityName: z.string().trim().min(1).max(60),
  serviceName: z.string().trim().min(1).max(60),
  retentionMonths,
  duoRetentionMonths,
})
export type CitySettings = z.infer<typeof settingsSchema>

/** Ages in the conditions of a programme, by their name there. */
export const boundsSchema = z.record(z.string(), z.number().int().min(LEAST_AGE).max(MOST_AGE))
export type Bounds = z.infer<typeof boundsSchema>

/** What the accessibility statement tells of this installation: the decree of 7 December 2018 asks it of every site. */
export const accessibilitySchema = z.object({
  compliance: z.enum(COMPLIANCES),
  assessor: z.enum(ASSESSORS),
  /** Civil date. */
  assessedOn: z.iso.date(),
  /** What is not accessible; '' where everything is. */
  gaps: z.string().max(1000),
})
export type Accessibility = z.infer<typeof accessibilitySchema>

/**
 * `associations`: what each filled in of its own, by the programme that it answers for; `bounds` likewise.
 * `accessibility` is null until somebody looked: nothing is claimed before that.
 */
export type Settings = CitySettings & {
  associations: Readonly<Record<string, AssociationSettings>>
  bounds: Readonly<Record<string, Bounds>>
  accessibility: Accessibility | null
}

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
  bounds: {},
  accessibility: null,
}

export async function loadSettings(db: Database): Promise<Settings> {
  const rows = await db.q.select().from(setting)
  return remembered(db, settingsFrom(Object.fromEntries(rows.map((row) => [row.key, row.value]))))
}

/** The settings as they were last read here: for a page that is shown when the database cannot be. */
export const lastSettings = (db: Database): Settings => lastRead.get(db) ?? DEFAULT_SETTINGS

export function remembered(db: Database, settings: Settings): Settings {
  lastRead.set(db, settings)
  return settings
}

const lastRead = new WeakMap<Database, Settings>()

/** What staff filled in, and for the rest the defaults. @throws ZodError for what our own forms could not have kept. */
export const settingsFrom = (kept: Record<string, unknown>): Settings => ({
  ...settingsSchema.parse({ ...DEFAULT_SETTINGS, ...kept }),
  associations: byProgramme(kept, ASSOCIATION, associationSchema),
  bounds: byProgramme(kept, BOUNDS, boundsSchema),
  accessibility: accessibilitySchema.nullable().parse(kept[ACCESSIBILITY] ?? null),
})

const ASSOCIATION = 'association:'
const BOUNDS = 'bounds:'
const ACCESSIBILITY = 'accessibility'

const byProgramme = <Value>(kept: Record<string, unknown>, prefix: string, schema: z.ZodType<Value>) =>
  Object.fromEntries(
    Object.entries(kept).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), schema.parse(value)]] : [],
    ),
  )

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

type OfProgramme<Value> = { programme: string; staffId: string } & Value

/** What the association behind a programme answers for; the audit says that it changed. Sent twice it changes nothing more. */
export const saveAssociation = (deps: Deps, sent: OfProgramme<{ own: AssociationSettings }>): Promise<void> =>
  saveWhole(deps, {
    key: `${ASSOCIATION}${sent.programme}`,
    value: sent.own,
    about: sent.programme,
    staffId: sent.staffId,
  })

/** The ages that a programme asks in its conditions, likewise. Who was checked before stays checked. */
export const saveBounds = (deps: Deps, sent: OfProgramme<{ bounds: Bounds }>): Promise<void> =>
  saveWhole(deps, {
    key: `${BOUNDS}${sent.programme}`,
    value: sent.bounds,
    about: sent.programme,
    staffId: sent.staffId,
  })

/** What the city found when it looked at how accessible its site is, likewise. */
export const saveAccessibility = (deps: Deps, value: Accessibility, staffId: string): Promise<void> =>
  saveWhole(deps, { key: ACCESSIBILITY, value, about: 'city', staffId })

type Whole = { key: string; value: object; about: string; staffId: string }

async function saveWhole({ db, now }: Deps, { key, value, about, staffId }: Whole): Promise<void> {
  const [before] = await db.q.select().from(setting).where(eq(setting.key, key))
  if (JSON.stringify(before?.value) === JSON.stringify(value)) return
  await db.write([
    db.q.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } }),
    insertAudit(db, { at: now(), staffId, action: 'settings.changed', subject: about }),
  ])
}
