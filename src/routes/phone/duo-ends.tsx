import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { attestFor, endAnswersOf, type GivenEndAnswer, saveEndAnswer } from '../../../db/duos/duo-answers.ts'
import { ownData } from '../../../db/people/my-data.ts'
import { loadSettings } from '../../../db/settings.ts'
import { AttestPage, EndAnswered, EndQuestions } from '../../../views/phone/duo-end.tsx'
import { civilDate, dateOf, hoursOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import type { Deps } from '../../deps.ts'
import { controllerName, programmeOf } from '../../domain/programmes.ts'
import { endAnswerForm } from '../../end-answer-form.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { type DuoEntry, enterDuo } from '../../phone/duo-visits.ts'
import { foreignForm, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm, ownVisitor } from '../../phone/visits.ts'

const words = nl.checkins
const ownParams = z.object({ participantId: z.string() })

/** The two questions at the end of a duo, and what a mentor takes along. */
export function duoEndsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.duoEnd(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    if (!entry) return notHere(c, deps)
    const given = (await endAnswersOf(deps, entry.duo.id)).find(({ side }) => side === entry.side)
    if (given) return answered(c, deps, entry, given)
    return entry.duo.facts.end?.reason === 'completed' ? questions(c, deps, entry, null) : notNow(c, deps, entry)
  })

  app.post(paths.duoEnd(':id', ':side'), async (c) => {
    const entry = await enterDuo(c, deps)
    if (!entry) return notHere(c, deps)
    const { visitor, duo, side, intro } = entry
    const fields = Object.fromEntries(await formFields(c))
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)

    const decision = await saveEndAnswer(deps, { ...endAnswerForm.parse(fields), duo, side, way: visitor.way })

    if (decision.kind === 'gone') return notHere(c, deps)
    if (decision.kind === 'still-running') return notNow(c, deps, entry)
    if (decision.kind === 'nothing-said') return questions(c, deps, entry, words.endMissing)
    if (decision.kind === 'unknown-outcome' || decision.kind === 'not-a-mentor') return foreignForm(c, deps)
    const stops = decision.kind === 'answered' && decision.next === 'stop' && visitor.way === 'mail'
    return c.redirect(stops ? paths.withdrawal(visitor.participantId) : paths.duoEnd(intro.id, side), 303)
  })

  app.get(paths.attest(':participantId'), async (c) => {
    const { participantId } = ownParams.parse(c.req.param())
    const [visitor, own] = await Promise.all([ownVisitor(c, deps, participantId), ownData(deps, participantId)])
    if (!visitor || !own) return notHere(c, deps)
    const [attest, settings] = await Promise.all([attestFor(deps, participantId), loadSettings(deps.db)])
    const programme = programmeOf(own.programme)
    if (!attest)
      return c.html(messagePage(deps, settings, { title: words.attest, text: words.attestNone, programme }), 404)

    const city = controllerName(programme, settings.cityName)
    const body = (
      <AttestPage
        role={programme.sides.mentor.one}
        text={words.attestText(city, own.name, programme.name)}
        figures={[
          { label: words.attestDuos, value: String(attest.duos) },
          { label: words.attestMeetings, value: String(attest.meetings) },
          { label: words.attestHours, value: hoursOf(attest.minutes) },
          { label: words.attestPeriod, value: words.period(civilDate(attest.from), civilDate(attest.until)) },
        ]}
        made={words.attestMade(city, dateOf(deps.now()))}
        back={paths.myData(participantId)}
      />
    )
    return c.html(phonePage(deps, settings, { title: words.attest, programme }, body))
  })

  return app
}

async function questions(
  c: Context<Env>,
  deps: Deps,
  { intro, duo, side, visitor, name }: DuoEntry,
  problem: string | null,
) {
  const programme = programmeOf(duo.programme)
  const { outcomes, sides } = programme
  const body = (
    <EndQuestions
      action={paths.duoEnd(intro.id, side)}
      csrf={visitor.csrf}
      side={side}
      name={name}
      outcomes={outcomes}
      mentee={sides.mentee.one}
      problem={problem}
    />
  )
  const page = { title: words.end, programme, error: problem !== null }
  return c.html(phonePage(deps, await loadSettings(deps.db), page, body), problem === null ? 200 : 422)
}

async function answered(
  c: Context<Env>,
  deps: Deps,
  { intro, side, duo, visitor }: DuoEntry,
  { next, way }: GivenEndAnswer,
) {
  const { participantId: id } = visitor
  const attest = side === 'mentor' ? paths.attest(id) : null
  const again = (await ownData(deps, id))?.done ? paths.searchAgain(id) : null
  const notes = programmeOf(duo.programme).log === 'asked' ? `${paths.introduction(intro.id, side)}#note` : null
  const earlier = way === 'staff' ? words.endByStaff : null
  const body = <EndAnswered {...{ attest, notes, again, earlier }} next={next ?? 'thanks'} href={paths.myData(id)} />
  return c.html(
    phonePage(
      deps,
      await loadSettings(deps.db),
      { title: words.endThanks, programme: programmeOf(duo.programme) },
      body,
    ),
  )
}

/** Asked before the last day, or of a duo that stopped. */
async function notNow(c: Context<Env>, deps: Deps, { intro, side, duo, state }: DuoEntry) {
  const link = { label: words.toDuo, href: paths.introduction(intro.id, side) }
  const { endsOn } = duo.facts
  const programme = programmeOf(duo.programme)
  const running = endsOn === null ? words.notOverPaused : words.notOverText(civilDate(endsOn))
  const page =
    state === 'stopped'
      ? { title: words.over, text: words.overStopped, link, programme }
      : { title: words.notOver, text: running, link, programme }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), state === 'stopped' ? 410 : 409)
}
