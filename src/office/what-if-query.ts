import * as z from 'zod'
import type { Pair } from '../domain/introduction.ts'
import type { Changes } from '../domain/proposals/what-if.ts'
import { paths } from '../paths.ts'
import type { RunPeople } from './run-people.ts'

/** The changes that staff try out, as the address of the page and its forms carry them: ids and numbers only. */

const MOST_CHANGES = 100
const MOST_PLACES = 20

const id = z.string().regex(/^[\w-]{1,64}$/)
const pairText = z
  .string()
  .regex(/^[\w-]{1,64}:[\w-]{1,64}$/)
  .transform((text): Pair => {
    const [menteeId = '', mentorId = ''] = text.split(':')
    return { menteeId, mentorId }
  })
const placesText = z
  .string()
  .regex(/^[\w-]{1,64}:\d{1,2}$/)
  .transform((text) => {
    const [mentorId = '', places] = text.split(':')
    return { mentorId, places: Math.min(MOST_PLACES, Number(places)) }
  })
const pairs = z.array(pairText).max(MOST_CHANGES).catch([])

export const changesForm = z.object({
  pin: pairs,
  unpin: pairs,
  block: pairs,
  unblock: pairs,
  places: z.array(placesText).max(MOST_CHANGES).catch([]),
})

/** What is added to the changes: chosen in selects, with the button that was pressed. */
const addition = z.object({
  wish: z.enum(['pin', 'block', 'places']).nullable().catch(null),
  mentee: id.catch(''),
  mentor: id.catch(''),
  seat: id.catch(''),
  count: z.coerce.number().int().min(0).max(MOST_PLACES).nullable().catch(null),
})

export type Addition = z.infer<typeof addition>
export const NOTHING_ADDED: Addition = { wish: null, mentee: '', mentor: '', seat: '', count: null }

/** `missing` says what the pressed button still needs. */
export type Asked = { changes: Changes; added: Addition; missing: 'pair' | 'places' | null }

type There = Pick<RunPeople, 'mentees' | 'mentors'>

/** Reads the address of the page: what makes no sense in it, or is about who is not there, counts as not asked. */
export function readWhatIf(queries: Record<string, string[]>, { mentees, mentors }: There): Asked {
  const form = changesForm.parse(queries)
  const last = Object.fromEntries(Object.entries(queries).map(([name, values]) => [name, values.at(-1)]))
  const asked = addition.parse({ ...last, count: last.count || null })
  const added = {
    ...asked,
    mentee: mentees.has(asked.mentee) ? asked.mentee : '',
    mentor: mentors.has(asked.mentor) ? asked.mentor : '',
    seat: mentors.has(asked.seat) ? asked.seat : '',
  }
  const isThere = ({ menteeId, mentorId }: Pair) => mentees.has(menteeId) && mentors.has(mentorId)
  const changes = {
    pins: form.pin.filter(isThere),
    unpins: form.unpin.filter(isThere),
    blocks: form.block.filter(isThere),
    unblocks: form.unblock.filter(isThere),
    places: form.places.filter(({ mentorId }) => mentors.has(mentorId)),
  }
  return { ...withAddition(changes, added), added }
}

export function whatIfUrl(runId: string, { pins, unpins, blocks, unblocks, places }: Changes): string {
  const query = [
    ...pins.map((pair) => `pin=${textOf(pair)}`),
    ...unpins.map((pair) => `unpin=${textOf(pair)}`),
    ...blocks.map((pair) => `block=${textOf(pair)}`),
    ...unblocks.map((pair) => `unblock=${textOf(pair)}`),
    ...places.map((each) => `places=${each.mentorId}:${each.places}`),
  ]
  return query.length === 0 ? paths.whatIf(runId) : `${paths.whatIf(runId)}?${query.join('&')}`
}

/** The newest wish wins: one pin a mentee, no pair both pinned and blocked, one number of places a mentor. */
function withAddition(changes: Changes, added: Addition): Pick<Asked, 'changes' | 'missing'> {
  const { mentee, mentor, seat, count } = added
  const wish = isOfPlaces(added) ? 'places' : added.wish
  if (wish === null) return { changes, missing: null }
  if (wish === 'places') {
    if (!seat || count === null) return { changes, missing: 'places' }
    const others = changes.places.filter(({ mentorId }) => mentorId !== seat)
    return { changes: { ...changes, places: [...others, { mentorId: seat, places: count }] }, missing: null }
  }
  if (!mentee || !mentor) return { changes, missing: 'pair' }
  const pair = { menteeId: mentee, mentorId: mentor }
  const isOther = (each: Pair) => textOf(each) !== textOf(pair)
  const pins = changes.pins.filter((each) => isOther(each) && (wish !== 'pin' || each.menteeId !== mentee))
  const blocks = changes.blocks.filter(isOther)
  const next = wish === 'pin' ? { pins: [...pins, pair], blocks } : { pins, blocks: [...blocks, pair] }
  return { changes: { ...changes, ...next }, missing: null }
}

/** Enter in the field with the number of places presses the form's first button, which is about a pair. */
const isOfPlaces = ({ wish, mentee, mentor, seat, count }: Addition): boolean =>
  wish !== null && !mentee && !mentor && seat !== '' && count !== null

const textOf = ({ menteeId, mentorId }: Pair): string => `${menteeId}:${mentorId}`
