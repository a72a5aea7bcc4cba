import type { OpenInvitation } from '../../db/partners/invitations.ts'
import type { EventRow } from '../../db/signups/events.ts'
import type { ShownTexts } from '../../db/signups/signups.ts'
import { RoleChoice, SignupForm as SignupFormPage } from '../../views/phone/signups.tsx'
import { CheckPage } from '../../views/phone/signups-check.tsx'
import { Confirmation, extraTitles } from '../../views/phone/signups-done.tsx'
import { civilDate, dateOf } from '../../views/words/format.ts'
import { nl } from '../../views/words.ts'
import type { Deps } from '../deps.ts'
import { addDays, civilDateOf } from '../domain/civil-date.ts'
import { likelyEmail } from '../domain/email-typo.ts'
import { isStanding, needsInvitation } from '../domain/event.ts'
import { otherSide, type Side } from '../domain/facts.ts'
import type { Missing } from '../domain/readiness.ts'
import { ANSWER_PROMISE_DAYS, type SignupForm } from '../domain/signup.ts'
import type { SignupAnswers, SignupProblem } from '../domain/signup-answers.ts'
import { phonePage } from '../page.tsx'
import { paths } from '../paths.ts'
import { firstText, nextLines } from '../preparation-texts.ts'
import { speakerOf } from '../speaker.ts'
import type { OpenDoor } from './event-door.tsx'
import type { FormStamp } from './form-stamp.ts'

/** A side of an event whose door is open. */
export type Entry = OpenDoor & { side: Side; invitation: OpenInvitation | null }

export function rolePage(deps: Deps, { event, programme, settings }: OpenDoor) {
  const link = (side: Side) => (needsInvitation({ event, programme, side }) ? null : paths.signupForm(event.code, side))
  const links = { mentor: link('mentor'), mentee: link('mentee') }
  const at = isStanding(event) ? null : nl.signups.at(event.title, dateOf(event.startsAt))
  const first = (side: Side) => firstText(programme, side, settings.bounds[programme.id])
  const title = programme.headline
  return phonePage(
    deps,
    settings,
    { title, programme },
    <RoleChoice
      {...{ programme, at, links }}
      first={{ mentor: first('mentor'), mentee: first('mentee') }}
      help={helpOf({ event, programme, settings })}
    />,
  )
}

export function formPage(deps: Deps, entry: Entry, answers: SignupAnswers, problems: SignupProblem[]) {
  const { event, programme, settings, side } = entry
  const title = programme.sides[side].role
  return phonePage(
    deps,
    settings,
    { title, programme, error: problems.length > 0 },
    <SignupFormPage
      programme={programme}
      side={side}
      answers={answers}
      problems={problems}
      action={paths.signupCheck(event.code, side)}
      back={paths.event(event.code)}
      help={helpOf(entry)}
    />,
  )
}

/** A form that was found fine, with what it is shown with. */
export type ShownForm = FormStamp & {
  form: Omit<SignupForm, 'invitations'>
  texts: ShownTexts
  agreed: boolean
  invitations: boolean
  /** Whether its person said that the address is right, however unlikely it looks. */
  emailRight: boolean
}

export function checkPage(deps: Deps, entry: Entry, shown: ShownForm, said: { error?: string; notice?: string } = {}) {
  const { event, programme, settings, side, invitation } = entry
  const invitedBy = invitation?.by ?? null
  const to = {
    form: paths.signupForm(event.code, side),
    otherForm: paths.signupForm(event.code, otherSide(side)),
    check: paths.signupCheck(event.code, side),
    signups: paths.signups(event.code, side),
    privacy: paths.programmePrivacy(programme.id),
  }
  return phonePage(
    deps,
    settings,
    { title: nl.signups.check.title, programme, error: said.error !== undefined },
    <CheckPage
      {...shown}
      {...said}
      {...{ programme, settings, to, invitedBy }}
      suggestion={shown.emailRight ? null : likelyEmail(shown.form.email)}
    />,
  )
}

type Confirmed = Pick<Parameters<typeof Confirmation>[0], 'shortCode' | 'email' | 'standing' | 'saved' | 'queue'> & {
  /** What still comes before a first introduction, as far as this phone may know. */
  missing: readonly Missing[]
  id: string
  at: number
}

export function confirmationPage(
  deps: Deps,
  { side, ...place }: Place & { side: Side },
  { id, at, missing, ...confirmed }: Confirmed,
) {
  const { settings, programme } = place
  const { mailHelp, mailHelpFrom } = nl.signups.done
  const date = civilDate(addDays(civilDateOf(at), ANSWER_PROMISE_DAYS))
  return phonePage(
    deps,
    settings,
    { title: confirmed.standing.kind === 'searching' ? nl.signups.done.title : nl.signups.standing.title, programme },
    <Confirmation
      {...confirmed}
      steps={nl.signups.done.steps(date, nextLines(programme, side, missing))}
      mailHelp={withContact(place, mailHelp, mailHelpFrom)}
      offer={extraTitles(programme, side).offer}
      extraHref={paths.signupExtra(id)}
    />,
  )
}

type Place = Pick<OpenDoor, 'settings' | 'programme'> & { event: Pick<EventRow, 'closesAt'> }

const helpOf = (place: Place): string => withContact(place, nl.signups.help, nl.signups.helpFrom)

type Help = (contact: string) => string

/** An event has a desk too, though not before it opens or after it: whom to mail is always said. */
function withContact({ event, programme, settings }: Place, atEvent: Help, anywhere: Help): string {
  const { contactEmail, contactPhone } = speakerOf(programme, settings)
  return (isStanding(event) ? anywhere : atEvent)(nl.signups.contact(contactEmail, contactPhone))
}
