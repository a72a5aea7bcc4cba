import * as z from 'zod'
import type { EventFields, EventRow } from '../../db/signups/events.ts'
import type { FieldError } from '../../views/form.tsx'
import type { TypedEvent } from '../../views/staff/event-form.tsx'
import { nl } from '../../views/words.ts'
import { instantOfWallTime, wallTimeOf } from '../domain/civil-date.ts'
import { decideTimes } from '../domain/event.ts'
import { isVisible } from '../domain/signup-answers.ts'

const words = nl.staff.events

const wallTime = (message: string) =>
  z.string().transform((text, context) => {
    const instant = instantOfWallTime(text.trim())
    if (instant !== null) return instant
    context.addIssue(message)
    return z.NEVER
  })
const maybeWallTime = z.union([z.literal('').transform(() => null), wallTime(words.timeForm)], words.timeForm)
const eventForm = z.object({
  title: z.string().trim().min(1, words.nameMissing).max(80, words.nameLong).refine(isVisible, words.signs),
  place: z.string().trim().min(1, words.placeMissing).max(80, words.placeLong).refine(isVisible, words.signs),
  starts: wallTime(words.startsMissing),
  opens: maybeWallTime,
  closes: maybeWallTime,
})
const typedText = z.string().catch('')
const typedForm = z.object({
  title: typedText,
  place: typedText,
  starts: typedText,
  opens: typedText,
  closes: typedText,
})

export const BLANK_EVENT: TypedEvent = { title: '', place: '', starts: '', opens: '', closes: '' }

type ReadEvent = { kind: 'fine'; fields: EventFields } | { kind: 'errors'; errors: FieldError[] }

/** The form of an event. `now` is from when an event is open whose "vanaf" was left empty. */
export function readEvent(body: unknown, now: number): ReadEvent {
  const parsed = eventForm.safeParse(body)
  if (!parsed.success)
    return {
      kind: 'errors',
      errors: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })),
    }

  const { title, place, starts, opens, closes } = parsed.data
  const decision = decideTimes({ startsAt: starts, opensAt: opens, closesAt: closes }, now)
  if (decision.kind === 'fits') return { kind: 'fine', fields: { title, place, ...decision.times } }
  return { kind: 'errors', errors: [{ field: 'closes', message: words.closesTooSoon }] }
}

/** What is stored, as the form shows it. */
export const storedEvent = (event: EventRow): TypedEvent => ({
  title: event.title,
  place: event.place,
  starts: wallTimeOf(event.startsAt),
  opens: wallTimeOf(event.opensAt),
  closes: wallTimeOf(event.closesAt),
})

/** What was typed, whatever it is. */
export const typedOf = (body: unknown): TypedEvent => typedForm.parse(body)
