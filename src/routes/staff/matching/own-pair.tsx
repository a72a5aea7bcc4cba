import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { barredAmong, loadPool } from '../../../../db/matching/pool.ts'
import { namesOf, type Participant, participantById } from '../../../../db/people/participant.ts'
import { OwnPairPage, type OwnPairProps } from '../../../../views/staff/matching/own-pair.tsx'
import { reasonLines } from '../../../../views/staff/matching/reasons.ts'
import { listOf } from '../../../../views/words/format.ts'
import { nl, wordsFor } from '../../../../views/words.ts'
import type { Deps } from '../../../deps.ts'
import { civilDateOf, daysBetween } from '../../../domain/civil-date.ts'
import { explainScore } from '../../../domain/matching/score.ts'
import { type Programme, programmeOf, topicLabel } from '../../../domain/programmes.ts'
import { type Candidate, contextOf, type RunInput, whyOf } from '../../../domain/proposals/proposals.ts'
import { chosenProgramme, ifNamed } from '../../../office/sight.ts'
import { showStaff } from '../../../office/staff-page.tsx'
import type { StaffEnv } from '../../../office/staff-session.ts'
import { paths } from '../../../paths.ts'

const words = nl.matching.pair
/** A longer list is no choice any more: staff then come from somebody's own page. */
const MOST_OPTIONS = 300
const byName = new Intl.Collator('nl')
const query = z.object({ mentor: z.string().max(64).catch(''), mentee: z.string().max(64).catch('') })

export function ownPairRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()

  app.get(paths.ownPair(), async (c) => {
    const chosen = query.parse(c.req.query())
    const [mentor, mentee] = await Promise.all([person(c, chosen.mentor), person(c, chosen.mentee)])
    if ((chosen.mentor && mentor?.side !== 'mentor') || (chosen.mentee && mentee?.side !== 'mentee'))
      return c.notFound()
    if (mentor && mentee && mentor.programme !== mentee.programme) return c.notFound()

    const known = mentor ?? mentee
    const programme = known ? programmeOf(known.programme) : chosenProgramme(c)
    const pool = await loadPool(deps, programme.id)
    const people = withChosen(pool, [mentor, mentee])
    const page = (
      <OwnPairPage
        words={wordsFor(programme)}
        programme={programme}
        options={await optionsOf(programme, people, chosen)}
        chosen={chosen}
        look={mentor && mentee ? await lookAt(programme, people, mentor, mentee) : null}
        csrf={c.get('signedIn').csrf}
        formKey={deps.newToken()}
      />
    )
    const showing = { title: words.title, current: paths.introductions(), programme, chooser: paths.ownPair }
    return showStaff(c, deps, showing, page)
  })

  const person = async (c: Context<StaffEnv>, id: string) => (id ? ifNamed(c, await participantById(deps, id)) : null)

  /** Who was chosen is there, also without a free place: staff then read why it cannot be. */
  function withChosen(pool: RunInput, chosen: (Participant | null)[]): RunInput {
    const known = new Set([...pool.mentees, ...pool.mentors].map(({ id }) => id))
    const extra = chosen.filter((who) => who !== null && who.erasedAt === null && !known.has(who.id))
    const of = (side: Participant['side']) =>
      extra.flatMap((who) => (who?.side === side ? [candidateOf(who, civilDateOf(deps.now()))] : []))
    return { ...pool, mentees: [...pool.mentees, ...of('mentee')], mentors: [...pool.mentors, ...of('mentor')] }
  }

  /** With one chosen, the others are in order of how well they fit. */
  async function optionsOf(programme: Programme, people: RunInput, chosen: { mentor: string; mentee: string }) {
    const names = await namesOf(
      deps,
      [...people.mentees, ...people.mentors].map(({ id }) => id),
    )
    const context = contextOf(people, programme.weights)
    const mentor = people.mentors.find(({ id }) => id === chosen.mentor)
    const mentee = people.mentees.find(({ id }) => id === chosen.mentee)
    const option = (who: Candidate, fit: ReturnType<typeof explainScore> | null) => {
      const name = words.option(
        names.get(who.id) ?? nl.participants.erasedName,
        listOf(who.topics.map((id) => topicLabel(programme, id).replaceAll('\u00AD', ''))),
      )
      const score = fit === null ? 0 : fit.excludedBy.length > 0 ? -1 : fit.score
      const label = fit === null ? name : score < 0 ? words.optionExcluded(name) : words.optionScored(name, score)
      return { value: who.id, label, score }
    }
    const sorted = (options: { value: string; label: string; score: number }[], kept: string) =>
      options
        .sort((a, b) => b.score - a.score || byName.compare(a.label, b.label))
        .filter(({ value }, index) => index < MOST_OPTIONS || value === kept)
    return {
      mentors: sorted(
        people.mentors.map((who) => option(who, mentee ? explainScore(mentee, who, context) : null)),
        chosen.mentor,
      ),
      mentees: sorted(
        people.mentees.map((who) => option(who, mentor ? explainScore(who, mentor, context) : null)),
        chosen.mentee,
      ),
      isCut: Math.max(people.mentors.length, people.mentees.length) > MOST_OPTIONS,
    }
  }

  async function lookAt(
    programme: Programme,
    people: RunInput,
    mentor: Participant,
    mentee: Participant,
  ): Promise<OwnPairProps['look']> {
    const [one, other] = [
      people.mentors.find(({ id }) => id === mentor.id),
      people.mentees.find(({ id }) => id === mentee.id),
    ]
    if (!one || !other) return null
    const context = contextOf(people, programme.weights)
    const { excludedBy, score } = explainScore(other, one, context)
    const isBarred =
      people.blocks.some(([menteeId, mentorId]) => menteeId === mentee.id && mentorId === mentor.id) ||
      (await barredAmong(deps, [[mentee.id, mentor.id]])).length > 0
    const hindrances = [
      ...(isBarred ? (['barred'] as const) : []),
      ...(mentor.facts.unprepared ? (['mentor-not-ready'] as const) : []),
      ...(mentee.facts.unprepared ? (['mentee-not-ready'] as const) : []),
      ...(mentor.places === 0 ? (['mentor-full'] as const) : []),
      ...(mentee.places === 0 ? (['mentee-placed'] as const) : []),
    ]
    const remarks = [
      ...(mentor.facts.proved ? [] : (['mentor-new'] as const)),
      ...(mentee.facts.proved ? [] : (['mentee-new'] as const)),
      ...(mentor.leftOut || mentee.leftOut ? (['left-out'] as const) : []),
    ]
    return {
      mentor,
      mentee,
      score,
      reasons: reasonLines(wordsFor(programme), programme, whyOf(other, one, context), { mentor: one, mentee: other }),
      warnings: [...hindrances, ...excludedBy, ...remarks],
      canSend: hindrances.length === 0,
      canPin: hindrances.length === 0 && excludedBy.length === 0,
    }
  }

  return app
}

const candidateOf = (who: Participant, today: string): Candidate => ({
  id: who.id,
  topics: who.topics,
  languages: who.languages,
  sector: who.sector,
  sameSectorWelcome: who.sameSectorWelcome,
  stage: who.stage,
  capacity: who.places,
  waitingDays: daysBetween(civilDateOf(who.createdAt), today),
})
