import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { waitingSince } from '../../../db/duos/waiting.ts'
import { type OwnData, ownData, saveOwnPause } from '../../../db/people/my-data.ts'
import { loadSettings } from '../../../db/settings.ts'
import { SearchAgain, VolunteerNote, WISHES } from '../../../views/phone/after-duo.tsx'
import { dateOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Visitor } from '../../access.ts'
import { volunteerNoteOf } from '../../agreement-texts.ts'
import type { Deps } from '../../deps.ts'
import { programmeOf } from '../../domain/programmes.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { foreignForm, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm, ownVisitor } from '../../phone/visits.ts'
import { speakerOf } from '../../speaker.ts'

const words = nl.myData
const ownParams = z.object({ participantId: z.string() })
const form = z.object({ wish: z.enum(WISHES) })

type Own = { own: OwnData; visitor: Visitor }

/** "Zoek een nieuw duo" after one that is over, and what a volunteer takes along. */
export function afterDuoRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.searchAgain(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    return entry ? question(c, deps, entry, null) : notHere(c, deps)
  })

  app.post(paths.searchAgain(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (!entry) return notHere(c, deps)
    const { own, visitor } = entry
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const sent = form.safeParse(fields)
    if (!sent.success) return question(c, deps, entry, words.againMissing)

    const { wish } = sent.data
    if (wish === 'stop') return c.redirect(paths.withdrawal(own.id), 303)
    if (own.paused !== (wish === 'pause')) await saveOwnPause(deps, own.id, wish === 'pause' ? 'pause' : 'resume')

    return c.redirect(`${paths.myData(own.id)}?done=${wish}`, 303)
  })

  app.get(paths.volunteerNote(':participantId'), async (c) => {
    const entry = await enter(c, deps)
    if (entry?.own.side !== 'mentor') return notHere(c, deps)

    const settings = await loadSettings(deps.db)
    const programme = programmeOf(entry.own.programme)
    const body = (
      <VolunteerNote
        programme={programme.name}
        lines={volunteerNoteOf(programme, settings)}
        made={nl.checkins.attestMade(speakerOf(programme, settings).name, dateOf(deps.now()))}
        back={paths.myData(entry.own.id)}
      />
    )
    return c.html(phonePage(deps, settings, { title: words.volunteerNote, programme }, body))
  })

  return app
}

async function enter(c: Context<Env>, deps: Deps): Promise<Own | null> {
  const { participantId } = ownParams.parse(c.req.param())
  const [visitor, own] = await Promise.all([ownVisitor(c, deps, participantId), ownData(deps, participantId)])
  return visitor && own && { visitor, own }
}

async function question(c: Context<Env>, deps: Deps, { own, visitor }: Own, problem: string | null) {
  const place = own.done ? words.againNew : words.againPlace(dateOf(await waitingSince(deps, own.id)))
  const { title, text } = words.again[own.done ? 'completed' : 'stopped']
  const body = (
    <SearchAgain action={paths.searchAgain(own.id)} csrf={visitor.csrf} {...{ title, text, place, problem }} />
  )
  const page = { title, programme: programmeOf(own.programme), error: problem !== null }
  return c.html(phonePage(deps, await loadSettings(deps.db), page, body), problem === null ? 200 : 422)
}
