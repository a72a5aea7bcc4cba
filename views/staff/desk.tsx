import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Hx } from '../form.tsx'
import { DuoMark, QrFigure } from '../parts.tsx'

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

/** One choice of a filter. */
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

/** The parts of one thing, each a page of its own. */
export const Tabs: FC<{ label: string; tabs: Omit<Chip, 'count'>[] }> = ({ label, tabs }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.label}
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

export const Figures: FC<{ figures: { label: Child; value: Child }[] }> = ({ figures }) => (
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

/** Mentor beside mentee and, where there is room, one block about the two (`children`: their Reasons). Goes in a Card. */
export const Pair: FC<PropsWithChildren<{ mentor: Person; mentee: Person }>> = ({ mentor, mentee, children }) => (
  <div class="pair">
    <PersonBlock side="mentor" {...mentor} />
    <PersonBlock side="mentee" {...mentee} />
    {children && <div>{children}</div>}
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

type PosterProps = {
  city: string
  title: string
  lead: string
  svg: string
  caption: Child
  lines: Child[]
  privacy: string
}

/** One sheet that fills the paper; give whatever else stands on the page the class `no-print`. */
export const Poster: FC<PosterProps> = ({ city, title, lead, svg, caption, lines, privacy }) => (
  <div class="sheet">
    <div class="poster">
      <header>
        <DuoMark />
        <h2>{title}</h2>
        <p>{lead}</p>
      </header>
      <QrFigure svg={svg} caption={caption} />
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      <footer>
        <strong>{city}</strong>
        <span>{privacy}</span>
      </footer>
    </div>
  </div>
)
