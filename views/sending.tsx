import type { FC } from 'hono/jsx'
import { ButtonLink } from './form.tsx'
import { Card } from './parts.tsx'
import type { Words } from './words.ts'

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
