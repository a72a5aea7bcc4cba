import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'

export type Kind = 'success' | 'info' | 'warning' | 'error'

/** Two circles, the outlined one the mentor, the full one the mentee: the mark of a duo. Decoration only. */
export const DuoMark: FC = () => (
  <svg class="mark" viewBox="0 0 44 28" aria-hidden="true">
    <circle class="mentee" cx="29" cy="14" r="12" />
    <circle cx="15" cy="14" r="12" />
  </svg>
)

export const Notice: FC<PropsWithChildren<{ kind: Kind; title?: string | undefined; id?: string | undefined }>> = ({
  kind,
  title,
  id,
  children,
}) => (
  <div class={`notice ${tone(kind)}`} id={id} role={kind === 'error' ? 'alert' : undefined}>
    {title && <p class="title">{title}</p>}
    <div>{children}</div>
  </div>
)

export const Pill: FC<PropsWithChildren<{ kind: Kind | 'neutral' }>> = ({ kind, children }) => (
  <span class={`pill ${tone(kind)}`}>{children}</span>
)

export const Card: FC<PropsWithChildren<{ title?: string | undefined; id?: string | undefined }>> = ({
  title,
  id,
  children,
}) => (
  <div class="card" id={id}>
    {title && <h2 class="title">{title}</h2>}
    {children}
  </div>
)

/** A card that is one link, for a choice of way: the whole surface can be tapped, a screen reader hears the title. A side shows its circle of the mark. */
export const ChoiceCard: FC<PropsWithChildren<{ title: string; href: string; side: 'mentor' | 'mentee' }>> = ({
  title,
  href,
  side,
  children,
}) => (
  <div class={`card choice ${side}`}>
    <h2 class="title">
      <a href={href}>{title}</a>
    </h2>
    {children}
  </div>
)

/** What went well, in the colour of the city: "Je bent ingeschreven", "Jullie zeiden allebei ja". Holds the page's h1. */
export const Panel: FC<PropsWithChildren<{ title: string }>> = ({ title, children }) => (
  <div class="panel">
    <DuoMark />
    <h1>{title}</h1>
    {children}
  </div>
)

export const EmptyState: FC<PropsWithChildren<{ title: string }>> = ({ title, children }) => (
  <div class="empty">
    <DuoMark />
    <p class="title">{title}</p>
    {children}
  </div>
)

/** "Wat gebeurt er nu?" in numbered steps. */
export const Steps: FC<{ steps: Child[] }> = ({ steps }) => (
  // Safari drops the meaning of a list without markers; the role gives it back.
  <ol class="steps" role="list">
    {steps.map((step) => (
      <li>{step}</li>
    ))}
  </ol>
)

/** A short code to show or to type; not a secret. */
export const Code: FC<{ label: string; code: string }> = ({ label, code }) => (
  <p class="code">
    {label} <strong>{code}</strong>
  </p>
)

/** The caption says where the code leads: the picture itself says nothing to somebody who cannot see it. */
export const QrFigure: FC<{ svg: string; caption: Child }> = ({ svg, caption }) => (
  <figure class="qr">
    {/* Markup made by the qrcode library out of our own address: paths and numbers, no text of a person. */}
    <div aria-hidden="true">{raw(svg)}</div>
    <figcaption>{caption}</figcaption>
  </figure>
)

export type Verdict = 'fits' | 'does-not-fit' | 'unknown'
export type Reason = { label: string; verdict: Verdict; text: string }

const VERDICT_TONE = { fits: 'success', 'does-not-fit': 'danger', unknown: 'neutral' } satisfies Record<Verdict, string>

/** Why these two. `words` names the verdicts ("Past", "Past niet", "Onbekend"): colour and sign never say it alone. */
export const Reasons: FC<{ items: Reason[]; words: Record<Verdict, string> }> = ({ items, words }) => (
  <ul class="reasons" role="list">
    {items.map((reason) => (
      <li class={`reason ${VERDICT_TONE[reason.verdict]}`}>
        <span>
          <b>{words[reason.verdict]}</b> · {reason.label}: {reason.text}
        </span>
      </li>
    ))}
  </ul>
)

/** A `date` stays on one line. */
export type Column = {
  label: string
  number?: boolean | undefined
  date?: boolean | undefined
  /** Says itself what it is: no label beside it on a phone. */
  plain?: boolean | undefined
}
export type Row = { id?: string | undefined; cells: Child[] }

/**
 * The first cell names its row; a cell of null has nothing to say. On a phone each row is a card; the roles keep it a
 * table for a screen reader. A `plain` one has two short columns, and stays a table there; a `series` is a row of numbers.
 */
export const DataTable: FC<{
  caption: string
  columns: Column[]
  rows: Row[]
  id?: string | undefined
  shape?: 'plain' | 'series' | undefined
}> = ({ caption, columns, rows, id, shape }) => (
  <table role="table" id={id} class={shape}>
    <caption>{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th role="columnheader" scope="col" class={columnClass(column)}>
            {column.label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((row) => (
        <tr role="row" id={row.id}>
          {columns.map((column, index) => (
            <Cell column={column} isFirst={index === 0} content={row.cells[index] ?? null} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const Cell: FC<{ column: Column; isFirst: boolean; content: Child }> = ({ column, isFirst, content }) =>
  isFirst ? (
    <th role="rowheader" scope="row" class={columnClass(column)}>
      {content}
    </th>
  ) : (
    <td role="cell" data-label={column.plain ? undefined : column.label} class={cellClass(column, content)}>
      <div>{content ?? '–'}</div>
    </td>
  )

/** Search, chips and buttons above a list. */
export const Toolbar: FC<PropsWithChildren> = ({ children }) => <div class="toolbar">{children}</div>

/** Small forms and buttons that belong to one thing. */
export const Actions: FC<PropsWithChildren> = ({ children }) => <div class="actions">{children}</div>

function columnClass(column: Column): string | undefined {
  if (column.date) return 'date'
  return column.number ? 'number' : undefined
}

/** Of an empty one a phone shows nothing at all. */
const cellClass = (column: Column, content: Child): string | undefined =>
  content === null ? [columnClass(column), 'none'].filter(Boolean).join(' ') : columnClass(column)

function tone(kind: Kind | 'neutral'): string {
  return kind === 'error' ? 'danger' : kind
}
