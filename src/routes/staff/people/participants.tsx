import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { handledAt } from '../../../../db/forms.ts'
import { partnersSending } from '../../../../db/partners/partners.ts'
import { namesOf, participantById, participantForEmail } from '../../../../db/people/participant.ts'
import { listParticipants, PAGE_SIZE } from '../../../../db/people/participants.ts'
import { countsForNobody, saveProof } from '../../../../db/people/personal-data.ts'
import { type EventRow, eventById, listEvents } from '../../../../db/signups/events.ts'
import { type NewSignup, type Signup, saveSignup, signupByFormKey } from '../../../../db/signups/signups.ts'
import { standingPageOf } from '../../../../db/signups/standing.ts'
import type { FieldError } from '../../../../views/form.tsx'
import { NewParticipant } from '../../../../views/staff/people/participant-form.tsx'
import { FoundParticipants, listUrl, ParticipantsPage } from '../../../../views/staff/people/participants.tsx'
import { dateOf } from '../../../../views/words/format.ts'
import { nl, wordsFor } from '../../../../views/words.ts'
import { signupTexts } from '../../../consent-texts.ts'
import type { Deps } from '../../../deps.ts'
import { isStanding } from '../../../domain/event.ts'
import { SIDES, type Side } from '../../../domain/facts.ts'
import { PARTICIPANT_STATES } from '../../../domain/participant.ts'
import { type Programme, programmeOf } from '../../../domain/programmes.ts'
import { BLANK_ANSWERS } from '../../../domain/signup-answers.ts'
import { creation, readPaperForm, typedAnswers, typedPaper, typedTicks } from '../../../office/paper-form.ts'
import { chosenProgramme, ifNamed, mayName } from '../../../office/sight.ts'
import { asksForPart, refuseForm, showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths, withQuery } from '../../../paths.ts'

const current = paths.participants()

/** What makes no sense in the address counts as not chosen. */
const filterQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  side: z.enum(SIDES).nullable().catch(null),
  state: z.enum(PARTICIPANT_STATES).exclude(['erased']).nullable().catch(null),
  unproved: z.string().max(64).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
const newQuery = z.object({
  side: z.enum(SIDES).catch('mentee'),
  done: z.literal('waitsForMail').nullable().catch(null),
})

type Typed = {
  programme: Programme
  side: Side
  answers: z.infer<typeof typedAnswers>
  paper: z.infer<typeof typedPaper>
  ticks: z.infer<typeof typedTicks>
}
type Seen = { participantId: string; done: 'added' | 'waits' | 'waitsForMail' | 'otherAddress' }
type Refusal = { errors: FieldError[]; known?: { name: string; href: string }; status: 409 | 422 }

export function participantsRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.participants(), async (c) => {
    const programme = chosenProgramme(c)
    const query = filterQuery.parse(c.req.query())
    const event = query.unproved === null ? null : await eventById(deps.db, query.unproved)
    const isHere = event?.programme === programme.id
    const filter = { programme: programme.id, ...query, unproved: isHere ? query.unproved : null }

    const list = await listParticipants(deps, filter)

    const last = Math.max(1, Math.ceil(list.total / PAGE_SIZE))
    if (filter.page > last) return c.redirect(listUrl({ ...filter, page: last }), 303)
    const props = { words: wordsFor(programme), programme, filter, list, last, eventTitle: isHere ? event.title : null }
    if (asksForPart(c)) {
      c.header('HX-Push-Url', listUrl(filter))
      return c.html(<FoundParticipants {...props} />)
    }
    const showing = { title: nl.participants.title, current, chooser: paths.participants }
    return showStaff(c, deps, showing, <ParticipantsPage {...props} />)
  })

  app.get(paths.newParticipant(), (c) => newPage(c, blank(chosenProgramme(c), newQuery.parse(c.req.query()).side)))

  app.post(paths.participants(), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const sent = creation.safeParse(body)
    if (!sent.success || !mayName(c.get('signedIn'), sent.data.programme)) return refuseForm(c, deps)
    const { side, _form } = sent.data
    const programme = programmeOf(sent.data.programme)
    const earlier = await signupByFormKey(deps, _form)
    const { staffId } = c.get('signedIn')
    const ticks = typedTicks.parse(body)
    if (earlier?.participantId) {
      // Whatever stopped the first send between the writing and the seeing.
      const seen = await seenAtDesk(earlier, earlier.participantId, { staffId, ticks })
      return c.redirect(await landing(c, programme, side, seen.participantId, seen.done), 303)
    }
    if (await handledAt(deps.db, _form)) return c.redirect(paths.participants(programme.id), 303)

    const typed = {
      programme,
      side,
      answers: typedAnswers.parse(body),
      paper: typedPaper.parse(body),
      ticks,
    }
    const event = (await eventsOf(programme)).find(({ id }) => id === typed.paper.event)
    const read = readPaperForm(deps, programme, side, typed)
    if (read.kind === 'errors') return newPage(c, typed, { errors: read.errors, status: 422 })
    if (!event) return newPage(c, typed, wrong('event', nl.participants.form.eventMissing, 422))
    const known = await knownAs(programme, side, typed.answers.email)
    if (known) return newPage(c, typed, { errors: [], known, status: 409 })

    const partner = (await partnersSending(deps, programme.id, side)).find(({ id }) => id === typed.paper.partner)
    const sentBy = partner ? { sentBy: { partnerId: partner.id, staffId } } : {}
    const saved = await savePaper(
      { event, form: read.form, formKey: _form, ...sentBy },
      { staffId, reference: read.reference },
      typed,
    )
    if (!saved) return newPage(c, typed, wrong('email', nl.participants.form.blocked, 409))
    return c.redirect(await landing(c, programme, side, saved.participantId, saved.done), 303)
  })

  /** Whose sign-up waits at another office has no page here yet: the next form says what happens. */
  async function landing(
    c: Context<StaffEnv>,
    { id }: Programme,
    side: Side,
    participantId: string,
    done: string | null,
  ) {
    const page = paths.participant(participantId)
    if (ifNamed(c, await participantById(deps, participantId))) return done ? withQuery(page, { done }) : page
    return withQuery(paths.newParticipant(id), { side, done: 'waitsForMail' })
  }

  /** Null for an address that asked never to be written to. */
  async function savePaper(
    signupOf: Pick<NewSignup, 'event' | 'form' | 'formKey' | 'sentBy'>,
    paper: NonNullable<NewSignup['paper']>,
    { programme, side, ticks }: Typed,
  ): Promise<Seen | null> {
    const texts = await signupTexts(deps, programme.id, side)
    const { signup } = await saveSignup(deps, { ...signupOf, texts, phoneToken: deps.newToken(), buckets: [], paper })
    return signup.participantId ? seenAtDesk(signup, signup.participantId, { staffId: paper.staffId, ticks }) : null
  }

  async function seenAtDesk(
    signup: Signup,
    participantId: string,
    { staffId, ticks }: Pick<Typed, 'ticks'> & { staffId: string },
  ): Promise<Seen> {
    const proof = { participantId, signupId: signup.id, how: 'desk' as const, staffId }
    const seen = ticks.seen ? await saveProof(deps, proof) : null
    if (await countsForNobody(deps, signup)) return { participantId, done: 'otherAddress' }
    const waiting = ticks.seen ? 'waitsForMail' : 'waits'
    return { participantId: seen?.participantId ?? participantId, done: signup.pending && !seen ? waiting : 'added' }
  }

  async function newPage(c: Context<StaffEnv>, typed: Typed, refusal?: Refusal) {
    const words = nl.participants.form
    const { programme } = typed
    const [events, partners] = await Promise.all([eventsOf(programme), partnersSending(deps, programme.id, typed.side)])
    const { takingPart, invitations } = await signupTexts(deps, programme.id, typed.side)
    const page = (
      <NewParticipant
        {...typed}
        words={wordsFor(programme)}
        errors={refusal?.errors ?? []}
        known={refusal?.known ?? null}
        nameNote={null}
        waits={newQuery.parse(c.req.query()).done ? nl.participants.done.waitsForMail : null}
        events={events.map((event) => ({ value: event.id, label: eventLabel(event) }))}
        partners={partners.map(({ id, name }) => ({ value: id, label: name }))}
        consents={{ takingPart: takingPart.body, invitations: invitations.body }}
        csrf={c.get('signedIn').csrf}
        formKey={deps.newToken()}
      />
    )
    const failed = refusal ? { error: true, status: refusal.status } : {}
    return showStaff(
      c,
      deps,
      { title: words.newTitle, current, programme, chooser: paths.newParticipant, ...failed },
      page,
    )
  }

  /** Where somebody can have signed up on paper: the page without end last. */
  async function eventsOf({ id }: Programme): Promise<EventRow[]> {
    const [events, standing] = await Promise.all([listEvents(deps.db, [id]), standingPageOf(deps.db, id)])
    const page = standing && (await eventById(deps.db, standing.id))
    return page ? [...events, page] : events
  }

  async function knownAs(programme: Programme, side: Side, email: string) {
    const id = await participantForEmail(deps, { programme: programme.id, side, email })
    if (!id) return null
    const name = (await namesOf(deps, [id])).get(id)
    return name ? { name, href: paths.participant(id) } : null
  }

  return app
}

const blank = (programme: Programme, side: Side): Typed => ({
  programme,
  side,
  answers: BLANK_ANSWERS,
  paper: { signedOn: '', place: '', event: '', partner: '' },
  ticks: { consent: false, invitations: false, seen: false },
})

const eventLabel = (event: EventRow): string =>
  isStanding(event) ? event.title : `${event.title}, ${dateOf(event.startsAt)}`

const wrong = (field: string, message: string, status: 409 | 422): Refusal => ({ errors: [{ field, message }], status })
