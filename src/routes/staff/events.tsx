import { type Context, Hono } from 'hono'
import qrcode from 'qrcode'
import * as z from 'zod'
import { loadSettings } from '../../../db/settings.ts'
import {
  changeEvent,
  createEvent,
  type EventRow,
  eventById,
  eventCounts,
  lastChange,
  listEvents,
  setDoor,
} from '../../../db/signups/events.ts'
import { standingPageOf } from '../../../db/signups/standing.ts'
import type { FieldError } from '../../../views/form.tsx'
import { NewEvent, type TypedEvent } from '../../../views/staff/event-form.tsx'
import { ChangedMeanwhile, EventList, EventPage, PosterPage } from '../../../views/staff/events.tsx'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { eventState, isStanding, OPEN_AFTER_START_HOURS } from '../../domain/event.ts'
import { SIDES } from '../../domain/facts.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { BLANK_EVENT, readEvent, storedEvent, typedOf } from '../../office/event-reading.ts'
import { chosenProgramme, ifNamed, mayName, namedProgrammes } from '../../office/sight.ts'
import { refuseForm, showStaff } from '../../office/staff-page.tsx'
import type { StaffEnv } from '../../office/staff-session.ts'
import { paths } from '../../paths.ts'
import { speakerOf } from '../../speaker.ts'

const words = nl.staff.events
const current = paths.events()

const params = z.object({ id: z.string() })
const formKey = z.object({ _form: z.string().min(20).max(64) })
const creation = formKey.extend({ programme: z.string() })
const change = formKey.extend({ version: z.coerce.number().int().min(1) })
const door = z.object({ open: z.enum(['yes', 'no']) })

export function eventsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.events(), async (c) => {
    const programme = chosenProgramme(c)
    const events = (await listEvents(deps.db, [programme.id])).map((event) => ({
      ...event,
      href: paths.eventPage(event.id),
      state: eventState(event, deps.now()),
    }))
    const page = await standingOf(programme.id)
    const standing = page && { href: paths.eventPage(page.id), code: page.code, state: eventState(page, deps.now()) }
    const list = <EventList words={words} add={paths.newEvent(programme.id)} events={events} standing={standing} />
    return showStaff(c, deps, { title: words.title, current, chooser: paths.events }, list)
  })

  app.get(paths.newEvent(), (c) => newPage(c, chosenProgramme(c).id, BLANK_EVENT, []))

  app.post(paths.events(), async (c) => {
    const body = await c.req.parseBody()
    const sent = creation.safeParse(body)
    if (!sent.success || !mayName(c.get('signedIn'), sent.data.programme)) return refuseForm(c, deps)
    const read = readEvent(body, deps.now())
    if (read.kind === 'errors') return newPage(c, sent.data.programme, typedOf(body), read.errors)

    const { staffId } = c.get('signedIn')
    const { programme, _form } = sent.data
    return c.redirect(await createEvent(deps, { programme, fields: read.fields, formKey: _form, staffId }), 303)
  })

  app.get(paths.eventPage(':id'), async (c) => {
    const event = await load(c)
    return event ? eventPage(c, event, storedEvent(event), []) : c.notFound()
  })

  app.post(paths.eventPage(':id'), async (c) => {
    const event = await load(c)
    if (!event || isStanding(event)) return c.notFound()
    const body = await c.req.parseBody()
    const sent = change.safeParse(body)
    if (!sent.success) return refuseForm(c, deps)
    const read = readEvent(body, event.createdAt)
    if (read.kind === 'errors') return eventPage(c, event, typedOf(body), read.errors)

    const { staffId } = c.get('signedIn')
    const { version, _form } = sent.data
    const saved = await changeEvent(deps, { id: event.id, version, fields: read.fields, formKey: _form, staffId })

    if (saved === 'changed-meanwhile') return stalePage(c, event.id, typedOf(body))
    return c.redirect(paths.eventPage(event.id), 303)
  })

  app.post(paths.eventDoor(':id'), async (c) => {
    const event = await load(c)
    if (!event) return c.notFound()
    const sent = door.safeParse(await c.req.parseBody())
    if (!sent.success) return refuseForm(c, deps)
    const open = sent.data.open === 'yes'

    if (event.door?.open !== open) await setDoor(deps, { eventId: event.id, open, staffId: c.get('signedIn').staffId })
    return c.redirect(paths.eventPage(event.id), 303)
  })

  app.get(paths.poster(':id'), async (c) => {
    const event = await load(c)
    if (!event) return c.notFound()
    const programme = programmeOf(event.programme)
    const { name } = speakerOf(programme, await loadSettings(deps.db))
    const { host } = new URL(deps.config.baseUrl)
    const poster = {
      title: programme.poster,
      city: name,
      host,
      code: event.code,
      svg: await qrOf(deps, event.code),
      privacy: `${host}${paths.programmePrivacy(programme.id)}`,
      back: paths.eventPage(event.id),
    }
    return showStaff(c, deps, { title: words.posterPage, current }, <PosterPage words={words} {...poster} />)
  })

  const load = async (c: Context<StaffEnv>) => ifNamed(c, await eventById(deps.db, params.parse(c.req.param()).id))

  async function standingOf(programme: string): Promise<EventRow | null> {
    const page = await standingPageOf(deps.db, programme)
    return page && eventById(deps.db, page.id)
  }

  const formOf = (c: Context<StaffEnv>, typed: TypedEvent, errors: FieldError[]) => ({
    words,
    typed,
    errors,
    hoursOpen: OPEN_AFTER_START_HOURS,
    optional: nl.common.optional,
    problem: nl.common.problem,
    csrf: c.get('signedIn').csrf,
    formKey: deps.newToken(),
  })

  function newPage(c: Context<StaffEnv>, programme: string, typed: TypedEvent, errors: FieldError[]) {
    const form = {
      ...formOf(c, typed, errors),
      action: paths.events(),
      programmes: namedProgrammes(c.get('signedIn')).map(({ id, name }) => ({ value: id, label: name })),
      programme,
      cancel: { label: nl.common.back, href: paths.events(programme) },
    }
    return showStaff(
      c,
      deps,
      { title: words.add, current, programme: programmeOf(programme), ...statusOf(errors) },
      <NewEvent {...form} />,
    )
  }

  async function eventPage(c: Context<StaffEnv>, event: EventRow, typed: TypedEvent, errors: FieldError[]) {
    const counts = await eventCounts(deps.db, event.id)
    const programme = programmeOf(event.programme)
    const form = formOf(c, typed, errors)
    const page = {
      words,
      event,
      state: eventState(event, deps.now()),
      door: { action: paths.eventDoor(event.id), csrf: form.csrf, byHand: event.door !== null },
      people: SIDES.map((side) => ({
        label: programme.sides[side].many,
        count: counts[side].people,
        unproved: counts[side].people - counts[side].proved,
      })),
      signUp: { href: `${deps.config.baseUrl}${paths.event(event.code)}`, svg: await qrOf(deps, event.code) },
      poster: paths.poster(event.id),
      edit: isStanding(event) ? null : { ...form, action: paths.eventPage(event.id), version: event.version },
    }
    return showStaff(c, deps, { title: event.title, current, programme, ...statusOf(errors) }, <EventPage {...page} />)
  }

  async function stalePage(c: Context<StaffEnv>, id: string, typed: TypedEvent) {
    const [event, changed] = await Promise.all([eventById(deps.db, id), lastChange(deps.db, id)])
    if (!event) return c.notFound()
    const edit = { ...formOf(c, typed, []), action: paths.eventPage(id), version: event.version }
    const page = <ChangedMeanwhile words={words} event={event} changed={changed} edit={edit} />
    return showStaff(c, deps, { title: words.changedMeanwhile, current, error: true, status: 409 }, page)
  }

  return app
}

const statusOf = (errors: FieldError[]) => (errors.length > 0 ? ({ error: true, status: 422 } as const) : {})

/** Level Q and the full quiet zone, for a poster seen from the third row. Capitals alone make fewer, larger squares. */
const qrOf = ({ config }: Deps, code: string): Promise<string> =>
  qrcode.toString(`${config.baseUrl.toUpperCase()}${paths.eventInCapitals(code)}`, {
    type: 'svg',
    errorCorrectionLevel: 'Q',
    margin: 4,
  })
