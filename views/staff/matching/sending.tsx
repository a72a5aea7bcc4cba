import type { FC } from 'hono/jsx'
import type { Pair } from '../../../src/domain/introduction.ts'
import { paths } from '../../../src/paths.ts'
import { Button, ButtonLink, Form, Hidden } from '../../form.tsx'
import { Card, EmptyState } from '../../parts.tsx'
import type { Words } from '../../words.ts'

type Refused = { text: string; why: string; href: string | null }

/** What went out and what the database refused, each with its reason; one reason for all that share it. */
export const AfterSending: FC<{
  words: Words
  sent: { text: string; href: string }[]
  refused: Refused[]
  back: string
}> = ({ words: { matching: words }, sent, refused, back }) => (
  <>
    <h1>{sent.length === 0 ? words.sent.none : words.sent.some(sent.length, refused.length)}</h1>
    <Card title={words.sent.refused}>
      <ul>
        {[...new Set(refused.map(({ why }) => why))].map((why) => (
          <RefusedFor words={words} why={why} refused={refused.filter((each) => each.why === why)} />
        ))}
      </ul>
    </Card>
    {sent.length > 0 && (
      <Card title={words.sent.sent}>
        <ul>
          {sent.map(({ text, href }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      </Card>
    )}
    <p>
      <ButtonLink href={back}>{words.sent.back}</ButtonLink>
    </p>
  </>
)

const RefusedFor: FC<{ words: Words['matching']; why: string; refused: Refused[] }> = ({ words, why, refused }) => {
  const [first] = refused
  if (first && refused.length === 1)
    return (
      <li>
        <strong>{first.text}</strong>: {why} {first.href && <a href={first.href}>{words.toIntroduction}</a>}
      </li>
    )
  return (
    <li>
      {words.sent.refusedOf(refused.length, why)}
      <details>
        <summary>{words.sent.refusedShow}</summary>
        <ul>
          {refused.map(({ text, href }) => (
            <li>
              {text} {href && <a href={href}>{words.toIntroduction}</a>}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** A pair as forms carry it. */
export const pairText = ({ menteeId, mentorId }: Pair): string => `${menteeId}:${mentorId}`

type BeforeProps = {
  words: Words
  run: { id: string; programme: string }
  /** In the order in which they are sent. */
  pairs: (Pair & { text: string })[]
  /** Open proposals for which this year has no place. */
  stay: number
  /** Places that this year still has. */
  left: number
  back: string
  csrf: string
  formKey: string
}

/** Asks once more before many mails leave at once; of more than the year has places for, only those that fit. */
export const BeforeSending: FC<BeforeProps> = (props) => {
  const { words, pairs, stay, back } = props
  const { sending } = words.workbench
  return (
    <>
      <h1>{sending.title(pairs.length)}</h1>
      {pairs.length > 0 ? (
        <Sure {...props} />
      ) : (
        <EmptyState title={stay > 0 ? sending.full : sending.nothing}>
          {stay > 0 && <p>{sending.fullText}</p>}
          <Staying {...props} />
          <p>
            <a href={back}>{sending.no}</a>
          </p>
        </EmptyState>
      )}
    </>
  )
}

const Sure: FC<BeforeProps> = (props) => {
  const { words, run, pairs, stay, left, back, csrf, formKey } = props
  const { sending } = words.workbench
  return (
    <>
      <p class="lead">{stay > 0 ? sending.leadSome(pairs.length, left) : sending.lead(pairs.length)}</p>
      <Staying {...props} />
      <Card title={sending.list}>
        <ul>
          {pairs.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
      </Card>
      <Form action={paths.introductions()} csrf={csrf} formKey={formKey}>
        <Hidden name="run" value={run.id} />
        <Hidden name="all" value={pairs.map(pairText).join(',')} />
        <Hidden name="sure" value="yes" />
        <div class="actions">
          <Button>{stay > 0 ? sending.yesSome(pairs.length) : sending.yes(pairs.length)}</Button>
          <ButtonLink href={back}>{sending.no}</ButtonLink>
        </div>
      </Form>
    </>
  )
}

const Staying: FC<BeforeProps> = ({ words: { workbench }, run, stay }) =>
  stay === 0 ? null : (
    <p>
      {workbench.sending.stay(stay)} <a href={paths.waiting(run.programme, 'mentee')}>{workbench.sending.waiting}</a>
    </p>
  )
