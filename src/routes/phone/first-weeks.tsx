import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import * as z from 'zod'
import { pairFactsOf, saveAgreement, saveClick } from '../../../db/introductions/clicks.ts'
import { counterpart } from '../../../db/introductions/counterparts.ts'
import { textById } from '../../../db/people/consents.ts'
import { loadSettings } from '../../../db/settings.ts'
import { AgreementPage, ClickQuestion } from '../../../views/phone/first-weeks.tsx'
import { dateOf, dateTimeOf } from '../../../views/words/format.ts'
import { nl } from '../../../views/words.ts'
import { agreementText, sectionsOf, volunteerNoteOf } from '../../agreement-texts.ts'
import type { Deps } from '../../deps.ts'
import { decideClick } from '../../domain/duos/click.ts'
import { ANSWERS, otherSide } from '../../domain/facts.ts'
import { type Programme, programmeOf } from '../../domain/programmes.ts'
import type { Entry } from '../../entries.ts'
import { formFields } from '../../form-fields.ts'
import type { Env } from '../../middleware.ts'
import { messagePage, phonePage } from '../../page.tsx'
import { paths } from '../../paths.ts'
import { enterAgreed } from '../../phone/duo-visits.ts'
import { foreignForm, notHere } from '../../phone/visit-pages.tsx'
import { isOwnForm } from '../../phone/visits.ts'

const words = nl.firstWeeks
const clickForm = z.object({ click: z.enum(ANSWERS) })
const agreementForm = z.object({ sure: z.literal('yes'), text: z.string() })

/** "Klikt het?" and the agreement: what two people who met say before their duo starts. GET never changes anything. */
export function firstWeeksRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>()

  app.get(paths.click(':id', ':side'), async (c) => {
    const entry = await enterAgreed(c, deps)
    return entry ? clickPage(c, deps, entry, null) : notHere(c, deps)
  })

  app.post(paths.click(':id', ':side'), async (c) => {
    const entry = await enterAgreed(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { intro: introduction, side, visitor } = entry
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    const sent = clickForm.safeParse(fields)
    if (!sent.success) return clickPage(c, deps, entry, words.clickMissing)

    const { kind } = await saveClick(deps, { introduction, side, way: visitor.way, click: sent.data.click })

    if (kind === 'answered' || kind === 'already-answered')
      return c.redirect(`${paths.introduction(introduction.id, side)}?done=clicked`, 303)
    // The other's no, or staff's end, of the same moment is newer than what we entered by.
    const now = await enterAgreed(c, deps)
    return now ? clickPage(c, deps, now, null) : notHere(c, deps)
  })

  app.get(paths.agreement(':id', ':side'), async (c) => {
    const entry = await enterAgreed(c, deps)
    return entry ? agreementPage(c, deps, entry, null) : notHere(c, deps)
  })

  app.post(paths.agreement(':id', ':side'), async (c) => {
    const entry = await enterAgreed(c, deps)
    if (!entry) return notHere(c, deps)
    const fields = Object.fromEntries(await formFields(c))
    const { intro: introduction, side, visitor } = entry
    if (!isOwnForm(visitor, fields._csrf)) return foreignForm(c, deps)
    if (programmeOf(introduction.programme).agreement !== 'own-page') return notHere(c, deps)
    const sent = agreementForm.safeParse(fields)
    if (!sent.success) return agreementPage(c, deps, entry, words.agreeMissing)

    const { kind } = await saveAgreement(deps, { introduction, side, way: visitor.way, read: sent.data.text })

    if (kind === 'other-text') return agreementPage(c, deps, entry, words.otherText)
    if (kind === 'closed') return over(c, deps, entry)
    return c.redirect(`${paths.introduction(introduction.id, side)}?done=agreed`, 303)
  })

  return app
}

type Agreed = Entry & { open: boolean }

/** The question, or why it is not put now; who answered already is led to their own page. */
async function clickPage(c: Context<Env>, deps: Deps, entry: Agreed, problem: string | null): Promise<Response> {
  const { intro, side, visitor } = entry
  const programme = programmeOf(intro.programme)
  const now = decideClick(programme, await pairFactsOf(deps, intro), side, 'yes', deps.now())
  const back = paths.introduction(intro.id, side)
  if (now.kind === 'not-asked') return notHere(c, deps)
  if (now.kind === 'already-answered') return c.redirect(back, 303)
  if (now.kind === 'closed') return over(c, deps, entry)
  if (now.kind !== 'answered') {
    const text = now.kind === 'too-early' ? words.notYetFrom(dateTimeOf(now.from)) : words.notYetMet
    const page = { title: words.notYet, text, link: { label: nl.checkins.toDuo, href: back }, programme }
    return c.html(messagePage(deps, await loadSettings(deps.db), page), 409)
  }
  const { rhythm, months } = programme
  const form = { action: paths.click(intro.id, side), csrf: visitor.csrf, rhythm, months, back, problem }
  const body = <ClickQuestion {...form} name={await nameOf(deps, entry)} />
  return shown(c, deps, { title: words.clickTitle, programme, problem }, body)
}

async function agreementPage(c: Context<Env>, deps: Deps, entry: Agreed, problem: string | null): Promise<Response> {
  const { intro, side, visitor, open } = entry
  const programme = programmeOf(intro.programme)
  if (programme.agreement !== 'own-page') return notHere(c, deps)
  const [text, { agreements }, settings] = await Promise.all([
    agreementText(deps, programme),
    pairFactsOf(deps, intro),
    loadSettings(deps.db),
  ])
  const own = agreements[side]
  if (!open && !own) return over(c, deps, entry)
  const read = (own && (await textById(deps.db, own.textId))) ?? text
  const body = (
    <AgreementPage
      action={paths.agreement(intro.id, side)}
      csrf={visitor.csrf}
      name={await nameOf(deps, entry)}
      textId={text.id}
      sections={sectionsOf(read.body)}
      volunteerNote={side === 'mentor' ? volunteerNoteOf(programme, settings) : []}
      agreedOn={own ? dateOf(own.at) : null}
      back={paths.introduction(intro.id, side)}
      problem={problem}
    />
  )
  return shown(c, deps, { title: words.agreement, programme, problem }, body)
}

type Shown = { title: string; programme: Programme; problem: string | null }

async function shown(c: Context<Env>, deps: Deps, { problem, ...page }: Shown, body: Child) {
  const whole = phonePage(deps, await loadSettings(deps.db), { ...page, error: problem !== null }, body)
  return c.html(whole, problem === null ? 200 : 422)
}

const nameOf = async (deps: Deps, { intro, side }: Entry): Promise<string> =>
  (await counterpart(deps, intro, otherSide(side)))?.firstName ?? nl.answers.theOther

/** It ended, or the duo has started: said, with the way on. */
async function over(c: Context<Env>, deps: Deps, { intro, side }: Entry): Promise<Response> {
  const link = { label: nl.checkins.toDuo, href: paths.introduction(intro.id, side) }
  const page = { title: words.closed, text: words.closedText, link, programme: programmeOf(intro.programme) }
  return c.html(messagePage(deps, await loadSettings(deps.db), page), 410)
}
