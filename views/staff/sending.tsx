import type { FC } from 'hono/jsx'
import type { Pair } from '../../src/domain/introduction.ts'
import { paths } from '../../src/paths.ts'
import { Button, ButtonLink, Form, Hidden } from '../form.tsx'
import { Card, EmptyState } from '../parts.tsx'
import type { Words } from '../words.ts'

/** What went out and what the database refused, each with its reason. */
export const AfterSending: FC<{
  words: Words
  sent: { text: string; href: string }[]
  refused: { text: string; why: string; href: string | null }[]
  back: string
}> = ({ words: { matching: words }, sent, refused, back }) => (
  <>
    <h1>{sent.length === 0 ? words.sent.none : words.sent.some(sent.length, refused.length)}</h1>
    <Card title={words.sent.refused}>
      <ul>
        {refused.map(({ text, why, href }) => (
          <li>
            <strong>{text}</strong>: {why} {href && <a href={href}>{words.toIntroduction}</a>}
          </li>
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

/** A pair as forms carry it. */
export const pairText = ({ menteeId, mentorId }: Pair): string => `${menteeId}:${mentorId}`

/** Asks once more before many mails leave at once. */
export const BeforeSending: FC<{
  words: Words
  runId: string
  pairs: (Pair & { text: string })[]
  back: string
  csrf: string
  formKey: string
}> = ({ words: { workbench }, runId, pairs, back, csrf, formKey }) => {
  const words = workbench.sending
  return (
    <>
      <h1>{words.title}</h1>
      {pairs.length === 0 ? (
        <EmptyState title={words.nothing}>
          <p>
            <a href={back}>{words.no}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <p class="lead">{words.lead(pairs.length)}</p>
          <Card title={words.list}>
            <ul>
              {pairs.map(({ text }) => (
                <li>{text}</li>
              ))}
            </ul>
          </Card>
          <Form action={paths.introductions()} csrf={csrf} formKey={formKey}>
            <Hidden name="run" value={runId} />
            <Hidden name="all" value={pairs.map(pairText).join(',')} />
            <Hidden name="sure" value="yes" />
            <div class="actions">
              <Button>{words.yes(pairs.length)}</Button>
              <ButtonLink href={back}>{words.no}</ButtonLink>
            </div>
          </Form>
        </>
      )}
    </>
  )
}
