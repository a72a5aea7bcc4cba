import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Hx } from './form'
import { QrFigure } from './parts'

/** Parts that only the staff's pages and their paper use. */

/** A search that is a plain GET form; `hx` makes it search while typing. */
export const Search: FC<
  PropsWithChildren<{
    action: string
    name: string
    label: string
    button: string
    value?: string | undefined
    hx?: Hx | undefined
  }>
> = ({ action, name, label, button, value, hx, children }) => (
  <form class="search" role="search" action={action} method="get">
    {children}
    <input class="input" type="search" name={name} value={value} aria-label={label} placeholder={label} {...hx} />
    <button class="button secondary" type="submit">
      {button}
    </button>
  </form>
)

export type Chip = { label: string; href: string; current: boolean; count?: number | undefined }

export const Chips: FC<{ label: string; chips: Chip[] }> = ({ label, chips }) => (
  <nav class="chips" aria-label={label}>
    <ul>
      {chips.map((chip) => (
        <li>
          <a href={chip.href} aria-current={chip.current ? 'true' : undefined}>
            {chip.label}
            {chip.count !== undefined && ` (${chip.count})`}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** The main matter and, beside it on a wide screen, what goes with it. */
export const Columns: FC<PropsWithChildren<{ aside: Child }>> = ({ aside, children }) => (
  <div class="columns">
    <div>{children}</div>
    <div>{aside}</div>
  </div>
)

export const Figures: FC<{ figures: { label: string; value: Child }[] }> = ({ figures }) => (
  <dl class="figures">
    {figures.map((figure) => (
      <div>
        <dt>{figure.label}</dt>
        <dd>{figure.value}</dd>
      </div>
    ))}
  </dl>
)

/** `role` is the programme's word for the side ("peter of meter", "starter"). */
export type Person = { role: string; name: string; href?: string | undefined; lines: Child[] }

/** Mentor beside mentee; what is said and done about them goes in a Card around it. */
export const Pair: FC<{ mentor: Person; mentee: Person }> = ({ mentor, mentee }) => (
  <div class="pair">
    <PersonBlock side="mentor" {...mentor} />
    <PersonBlock side="mentee" {...mentee} />
  </div>
)

const PersonBlock: FC<Person & { side: 'mentor' | 'mentee' }> = ({ side, role, name, href, lines }) => (
  <div class={`person ${side}`}>
    <p class="small">{role}</p>
    <p class="title">{href === undefined ? name : <a href={href}>{name}</a>}</p>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </div>
)

/** One A4 sheet; the page around it disappears on paper. */
export const Poster: FC<{ title: string; lead: string; svg: string; caption: Child; lines: Child[]; small: Child }> = (
  poster,
) => (
  <div class="poster">
    <h2>{poster.title}</h2>
    <p>{poster.lead}</p>
    <QrFigure svg={poster.svg} caption={poster.caption} />
    {poster.lines.map((line) => (
      <p>{line}</p>
    ))}
    <p class="small">{poster.small}</p>
  </div>
)
