import type { FC } from 'hono/jsx'
import { ButtonLink } from '../form.tsx'
import { nl } from '../words.ts'

const words = nl.signups.standing

/** What this phone may know of where its person stands. `searching` says no more than the steps do. */
export type ShownStanding =
  | { kind: 'searching' }
  | { kind: 'asked'; deadline: string; href: string }
  | { kind: 'waiting' | 'agreed' | 'duo'; href: string }
  | { kind: 'paused' | 'done' | 'past' | 'stopped' }

/** The news is the heading. */
export const Stand: FC<{ standing: Exclude<ShownStanding, { kind: 'searching' }> }> = ({ standing }) => {
  switch (standing.kind) {
    case 'asked':
      return (
        <>
          <h1>{words.introduced}</h1>
          <p class="lead">{words.introducedText(standing.deadline)}</p>
          <WayOn href={standing.href} label={words.introducedLink} />
        </>
      )
    case 'waiting':
      return (
        <>
          <h1>{words.title}</h1>
          <p class="lead">{words.waiting}</p>
          <WayOn href={standing.href} label={words.introducedLink} />
        </>
      )
    case 'agreed':
    case 'duo':
      return (
        <>
          <h1>{words[standing.kind]}</h1>
          <WayOn href={standing.href} label={words.agreedLink} />
        </>
      )
    case 'paused':
    case 'done':
    case 'past':
    case 'stopped':
      return (
        <>
          <h1>{words.title}</h1>
          <p class="lead">{words[standing.kind]}</p>
        </>
      )
  }
}

const WayOn: FC<{ href: string; label: string }> = ({ href, label }) => (
  <p class="buttons">
    <ButtonLink kind="primary" href={href}>
      {label}
    </ButtonLink>
  </p>
)
