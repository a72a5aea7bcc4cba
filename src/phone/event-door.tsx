import type { Context } from 'hono'
import { type DoorFacts, doorForCode } from '../../db/signups/doors.ts'
import type { EventRow } from '../../db/signups/events.ts'
import { standingCodes, standingPageOf } from '../../db/signups/standing.ts'
import { ShutDoor, UnknownCode } from '../../views/phone/signups.tsx'
import { capitalised, dateTimeOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { type EventState, eventState, normaliseCode } from '../domain/event.ts'
import { type Programme, programmeOf } from '../domain/programmes.ts'
import { phonePage } from '../page.tsx'
import { paths } from '../paths.ts'
import { citySpeaker, speakerOf } from '../speaker.ts'

/** The event behind a typed or scanned code, and whether people can sign up there now. */
export type Door = UnknownDoor | KnownDoor
type UnknownDoor = { state: 'unknown'; code: string; settings: DoorFacts['settings'] }
type KnownDoor = Omit<DoorFacts, 'event'> & { state: EventState; event: EventRow; programme: Programme }
export type OpenDoor = KnownDoor & { state: 'open' }

export const isOpen = (door: Door): door is OpenDoor => door.state === 'open'

export async function doorFor(deps: Deps, typed: string): Promise<Door> {
  const code = normaliseCode(typed)
  const { event, ...city } = await doorForCode(deps.db, code)
  if (!event) return { state: 'unknown', code, settings: city.settings }
  return { ...city, state: eventState(event, deps.now()), event, programme: programmeOf(event.programme) }
}

/** Where people sign up between events, in every programme that has such a page open. */
export async function openStandingPages(deps: Deps) {
  const codes = await standingCodes(deps.db)
  const doors = await Promise.all(codes.map((code) => doorFor(deps, code)))
  return doors.filter(isOpen).map(({ event, programme }) => ({
    label: capitalised(programme.name),
    href: paths.event(event.code),
    text: programme.poster,
  }))
}

/** Asked for the page, or sent a form that is now not kept. */
type Coming = 'asking' | 'sending'

/** The page of a door that is not open: nothing of what was sent was kept. */
export async function shutPage(c: Context, deps: Deps, door: Door, coming: Coming) {
  if (door.state === 'unknown') return unknownCodePage(c, deps, door)

  const { event, programme, settings } = door
  const standing = door.state === 'closed' ? await standingPageOf(deps.db, programme.id) : null
  const elsewhere = standing && standing.id !== event.id ? paths.event(standing.code) : null
  const { title, lines } = shutWords(door, deps.now(), elsewhere !== null)
  const kept = coming === 'sending' ? [nl.signups.notKept] : []
  const page = phonePage(
    deps,
    settings,
    { title, programme },
    <ShutDoor title={title} lines={[...kept, ...lines]} standing={elsewhere} />,
  )
  if (door.state === 'closed') return c.html(page, 410)
  return coming === 'sending' ? c.html(page, 409) : c.html(page)
}

async function unknownCodePage(c: Context, deps: Deps, { code, settings }: UnknownDoor) {
  const title = nl.signups.unknownCode
  const { contactEmail, contactPhone } = citySpeaker(settings)
  const help = nl.signups.helpFrom(nl.signups.contact(contactEmail, contactPhone))
  const standing = await openStandingPages(deps)
  const body = <UnknownCode action={paths.home()} code={code.slice(0, 12)} {...{ help, standing }} />
  return c.html(phonePage(deps, settings, { title, error: true }, body), 404)
}

function shutWords(
  { state, event, programme, settings }: KnownDoor,
  now: number,
  isOpenElsewhere: boolean,
): { title: string; lines: string[] } {
  const { contactEmail } = speakerOf(programme, settings)
  const { closed, closedText, closedOver, notYet, notYetText, joinAnyway, question } = nl.signups
  if (state === 'not-yet')
    return { title: notYet, lines: [notYetText(dateTimeOf(event.opensAt)), question(contactEmail)] }
  return {
    title: closed,
    lines: [now < event.closesAt ? closedText : closedOver, ...(isOpenElsewhere ? [] : [joinAnyway(contactEmail)])],
  }
}
