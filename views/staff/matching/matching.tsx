import type { FC } from 'hono/jsx'
import type { RunLine } from '../../../db/matching/matching.ts'
import type { PlaceStanding } from '../../../db/matching/pool-people.ts'
import type { Wishes } from '../../../db/matching/wishes.ts'
import { SIDES, type Side } from '../../../src/domain/facts.ts'
import type { Pair } from '../../../src/domain/introduction.ts'
import type { Programme } from '../../../src/domain/programmes.ts'
import type { NotReady } from '../../../src/domain/readiness.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ButtonLink, Form, Hidden } from '../../form.tsx'
import { Card, EmptyState, Notice, Pill } from '../../parts.tsx'
import { dateOf, dateTimeOf, listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { reasonOf } from '../decisions.tsx'
import { Columns, Figures, Tabs } from '../desk.tsx'
import { NotReadyNotice } from '../people/not-ready.tsx'
import { Wipe } from '../wipe.tsx'
import { Busy } from './steps.tsx'

type TabsProps = { words: Words['introductions']; programme: Programme; current: 'sent' | 'make' }

/** The two halves of the work: what was sent, and what to send next. */
export const IntroductionTabs: FC<TabsProps> = ({ words, programme, current }) => (
  <Tabs
    label={words.tabs}
    tabs={[
      { label: words.sentTab, href: paths.introductions(programme.id), current: current === 'sent' },
      { label: words.makeTab, href: paths.matching(programme.id), current: current === 'make' },
    ]}
  />
)

export type MatchingProps = {
  words: Words
  programme: Programme
  pool: {
    mentees: number
    mentors: number
    places: number
    capLeft: number
    standing: Record<Side, PlaceStanding>
    notReady: NotReady | undefined
  }
  runs: RunLine[]
  wishes: Wishes
  /** Mentees of pins whose pair cannot take part now. */
  waitingPins: Set<string>
  nameOf: (id: string) => string
  conflicts: string[]
  done: keyof Words['matching']['done'] | null
  csrf: string
  formKey: string
}

export const MatchingPage: FC<MatchingProps> = (props) => {
  const { words: all, programme, pool, runs, conflicts, done, csrf, formKey } = props
  const words = all.matching
  return (
    <>
      {done && <Notice kind="success">{words.done[done]}</Notice>}
      {conflicts.length > 0 && (
        <Notice kind="error" title={words.conflictTitle}>
          <ul>
            {conflicts.map((conflict) => (
              <li>{conflict}</li>
            ))}
          </ul>
          <p>{words.conflictText}</p>
        </Notice>
      )}
      <h1>{words.title}</h1>
      <IntroductionTabs words={all.introductions} programme={programme} current="make" />
      <Columns aside={<WishCards {...props} />}>
        <p class="lead">{words.lead}</p>
        <Figures
          figures={[
            { label: words.figures.mentees, value: pool.mentees },
            { label: words.figures.mentors, value: pool.mentors },
            { label: words.figures.places, value: pool.places },
            { label: words.figures.cap, value: pool.capLeft },
          ]}
        />
        {pool.capLeft === 0 && <Notice kind="warning">{words.capShort(0, 0)}</Notice>}
        {SIDES.map((side) => (
          <Standing words={words} side={side} people={pool[`${side}s`]} {...pool.standing[side]} />
        ))}
        <NotReadyNotice words={all} programme={programme} notReady={pool.notReady} />
        {pool.mentees > 0 && pool.mentors > 0 ? (
          <Form action={paths.runs()} csrf={csrf} formKey={formKey}>
            <Hidden name="programme" value={programme.id} />
            <div class="actions">
              <Button>{words.make}</Button>
              <ButtonLink href={paths.ownPair(programme.id)}>{words.pair.title}</ButtonLink>
              <ButtonLink href={paths.topics(programme.id)}>{all.workbench.topics.link}</ButtonLink>
            </div>
            <Busy words={all.workbench} />
          </Form>
        ) : (
          <EmptyState title={words.nobody}>
            <p>{words.nobodyText}</p>
          </EmptyState>
        )}
        {runs.length > 0 && (
          <Card title={words.runs}>
            <ul>
              {runs.map((run) => (
                <li>
                  <a href={paths.run(run.id)}>{dateTimeOf(run.at)}</a> {words.runBy(run.staffName)}:{' '}
                  {words.runLine(run.matched, run.unmatched)}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Columns>
    </>
  )
}

/** Of those who take part, who is ready as Vandaag counts it, and why the others are here too. */
const Standing: FC<{ words: Words['matching']; side: Side; people: number } & PlaceStanding> = (props) => {
  const { words, side, people, unproved, busy } = props
  const ready = people - unproved - busy
  if (ready === people) return null
  return (
    <p class="small">
      {words.standing[side]}:{' '}
      {listOf([
        words.standing.ready(ready),
        ...(unproved > 0 ? [words.standing.unproved(unproved)] : []),
        ...(busy > 0 ? [words.standing.busy(busy)] : []),
      ])}
      .
    </p>
  )
}

const WishCards: FC<MatchingProps> = ({ words: { matching: words }, programme, wishes, waitingPins, nameOf, csrf }) => {
  const here = <Hidden name="back" value={paths.matching(programme.id)} />
  const both = ({ mentorId, menteeId }: Pair) => words.and(nameOf(mentorId), nameOf(menteeId))
  return (
    <>
      {wishes.pins.length > 0 && (
        <Card title={words.pins} id="pins">
          <p class="small">{words.pinsText}</p>
          {wishes.pins.map((pin) => (
            <Form action={paths.pins()} csrf={csrf} class="wish">
              {here}
              <Hidden name="mentee" value={pin.menteeId} />
              <Hidden name="mentor" value={pin.mentorId} />
              <p>
                <strong>{both(pin)}</strong>
                <br />
                <span class="small">{words.by(pin.staffName, dateOf(pin.at))}</span>
              </p>
              {waitingPins.has(pin.menteeId) && <p class="small">{words.pinWaits}</p>}
              <Undo name="wish" value="unpin" label={words.unpin} about={both(pin)} />
            </Form>
          ))}
        </Card>
      )}
      {wishes.blocks.length > 0 && (
        <Card title={words.blocks} id="blocks">
          <p class="small">{words.blocksText}</p>
          {wishes.blocks.map((block) => (
            <div class="wish">
              <Form action={paths.block(block.id)} csrf={csrf}>
                <p>
                  <strong>{both(block.pair)}</strong> <Pill kind="neutral">{reasonOf(words, block.reason)}</Pill>
                  <br />
                  <span class="small">
                    {[
                      block.note,
                      block.until && words.until(dateOf(block.until)),
                      block.staffName && words.by(block.staffName, dateOf(block.at)),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </p>
                <Undo name="wish" value="lift" label={words.lift} about={both(block.pair)} />
              </Form>
              {block.note !== null && (
                <Wipe action={paths.blockNoteRemoval(block.id)} about={both(block.pair)} csrf={csrf} />
              )}
            </div>
          ))}
        </Card>
      )}
      {wishes.leftOut.length > 0 && (
        <Card title={words.out} id="out">
          <p class="small">{words.outText}</p>
          {wishes.leftOut.map((out) => (
            <Form action={paths.leftOut()} csrf={csrf} class="wish">
              {here}
              <Hidden name="participant" value={out.participantId} />
              <p>
                <a href={paths.participant(out.participantId)}>{nameOf(out.participantId)}</a>
                <br />
                <span class="small">{words.by(out.staffName, dateOf(out.at))}</span>
              </p>
              <Undo name="wish" value="back" label={words.takeIn} about={nameOf(out.participantId)} />
            </Form>
          ))}
        </Card>
      )}
    </>
  )
}

/** A screen reader hears whom the button is about: the same word stands beside many names. */
const Undo: FC<{ name: string; value: string; label: string; about: string }> = ({ name, value, label, about }) => (
  <Button kind="link" name={name} value={value}>
    {label}
    <span class="hidden"> {about}</span>
  </Button>
)
