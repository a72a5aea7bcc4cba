import type { FC } from 'hono/jsx'
import type { Participant } from '../../../db/people/participant.ts'
import { type Programme, topicLabel } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Button, Form, Hidden, Select } from '../../form.tsx'
import { Card, Notice, type Reason, Reasons } from '../../parts.tsx'
import { listOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Pair } from '../desk.tsx'
import { IntroductionTabs } from './matching.tsx'

type Option = { value: string; label: string }

export type OwnPairProps = {
  words: Words
  programme: Programme
  options: { mentors: Option[]; mentees: Option[]; isCut: boolean }
  chosen: { mentor: string; mentee: string }
  look: {
    mentor: Participant
    mentee: Participant
    score: number
    reasons: Reason[]
    warnings: (keyof Words['matching']['pair']['warning'])[]
    canSend: boolean
    canPin: boolean
  } | null
  csrf: string
  formKey: string
}

/** A pair of staff's own: choose, read why, then send or keep for the next run. */
export const OwnPairPage: FC<OwnPairProps> = (props) => {
  const { words: all, programme, options, chosen, look } = props
  const words = all.matching.pair
  const blank = { value: '', label: words.choose }
  return (
    <>
      <h1>{words.title}</h1>
      <IntroductionTabs words={all.introductions} programme={programme} current="make" />
      <p class="lead">{words.lead}</p>
      <Form action={paths.ownPair()} method="get">
        <Hidden name="programme" value={programme.id} />
        <Select name="mentee" label={words.mentee} options={[blank, ...options.mentees]} value={chosen.mentee} />
        <Select name="mentor" label={words.mentor} options={[blank, ...options.mentors]} value={chosen.mentor} />
        {options.isCut && <p class="small">{words.isCut}</p>}
        <div class="actions">
          <Button kind={look ? 'secondary' : 'primary'}>{words.look}</Button>
        </div>
      </Form>
      {look && <Look {...props} look={look} />}
    </>
  )
}

const Look: FC<OwnPairProps & { look: NonNullable<OwnPairProps['look']> }> = ({
  words: all,
  programme,
  look,
  csrf,
  formKey,
}) => {
  const { matching: words } = all
  const person = (who: Participant) => ({
    role: programme.sides[who.side].one,
    name: who.name ?? all.participants.erasedName,
    href: paths.participant(who.id),
    lines: [
      who.topics.length > 0 ? listOf(who.topics.map((id) => topicLabel(programme, id))) : all.participants.noTopics,
    ],
  })
  return (
    <Card>
      <Pair mentor={person(look.mentor)} mentee={person(look.mentee)}>
        <p>
          <strong>{words.score(look.score)}</strong>
        </p>
        <Reasons items={look.reasons} words={words.verdict} />
      </Pair>
      {look.warnings.length > 0 && (
        <Notice kind="warning" title={words.pair.warnings}>
          <ul>
            {look.warnings.map((code) => (
              <li>{words.pair.warning[code]}</li>
            ))}
          </ul>
          {look.canSend && !look.canPin && <p>{words.pair.noPin}</p>}
        </Notice>
      )}
      <div class="actions">
        {look.canSend && (
          <Form action={paths.introductions()} csrf={csrf} formKey={formKey}>
            <Hidden name="pair" value={`${look.mentee.id}:${look.mentor.id}`} />
            <Button>{words.sendOne}</Button>
          </Form>
        )}
        {look.canPin && (
          <Form action={paths.pins()} csrf={csrf}>
            <Hidden name="mentee" value={look.mentee.id} />
            <Hidden name="mentor" value={look.mentor.id} />
            <Hidden name="wish" value="pin" />
            <Button kind="secondary">{words.pin}</Button>
          </Form>
        )}
      </div>
    </Card>
  )
}
