import type { Context } from 'hono'
import { dateTimeOf } from '../views/words/format.ts'
import { nl } from '../views/words.ts'
import { instantOfWallTime } from './domain/civil-date.ts'
import { formFields, isTextForm } from './form-fields.ts'

export type TypedText = { label: string; value: string }

/**
 * What somebody wrote in the form of this request, for the page that says that it was not kept: their own words, back to
 * whoever sent them, so it needs no right to anything, and nothing of it is stored. Nothing for a page that was only asked for.
 */
export async function typedIn(c: Context): Promise<TypedText[]> {
  if (!isTextForm(c)) return []
  return [...(await formFields(c))].flatMap(([name, sent]) => {
    const label = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined
    const value = name === 'slot' ? momentOf(sent) : sent
    return label === undefined || value.trim() === '' || isId(value) ? [] : [{ label, value }]
  })
}

/** Of every field that words are typed in; what was only chosen is chosen again. */
const LABELS: Record<string, string> = { ...nl.staff.settings.fields, ...nl.common.typed.labels }

const isId = (value: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

function momentOf(typed: string): string {
  const instant = instantOfWallTime(typed)
  return instant === null ? '' : dateTimeOf(instant)
}
