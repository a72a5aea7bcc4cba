import type { FC } from 'hono/jsx'
import { Card, DataTable, EmptyState, Pill } from '../parts.tsx'
import { dateOf } from '../words/format.ts'
import type { Words } from '../words.ts'
import { Columns, Figures } from './desk.tsx'

type TodayWords = Words['staff']['today']

export type TodayItem = {
  what: string
  who: string
  /** Milliseconds UTC; null for what has no beginning. */
  since: number | null
  urgent: boolean
  link: { label: string; href: string }
}

export type OpenEvent = { title: string; href: string; figures: { label: string; value: number }[] }

type PageProps = { words: TodayWords; items: TodayItem[]; events: OpenEvent[] }

/** What needs staff, the urgent and then the oldest first, beside the events where people sign up now. */
export const TodayPage: FC<PageProps> = ({ words, items, events }) => (
  <>
    <h1>{words.title}</h1>
    <Columns aside={<OpenEvents words={words} events={events} />}>
      {items.length === 0 ? (
        <EmptyState title={words.nothing}>
          <p>{words.nothingText}</p>
        </EmptyState>
      ) : (
        <DataTable
          id="today"
          caption={words.caption(items.length)}
          columns={[
            { label: words.columns.what },
            { label: words.columns.who, plain: true },
            { label: words.columns.since, date: true },
            { label: words.columns.next },
          ]}
          rows={items.map((item) => ({
            cells: [
              <>
                {item.what} {item.urgent && <Pill kind="warning">{words.urgent}</Pill>}
              </>,
              item.who,
              item.since === null ? null : dateOf(item.since),
              <a href={item.link.href}>{item.link.label}</a>,
            ],
          }))}
        />
      )}
    </Columns>
  </>
)

const OpenEvents: FC<{ words: TodayWords; events: OpenEvent[] }> = ({ words, events }) => (
  <>
    <h2>{words.openEvents}</h2>
    {events.length === 0 && <p>{words.noOpenEvent}</p>}
    {events.map((event) => (
      <Card>
        <h3>
          <a href={event.href}>{event.title}</a>
        </h3>
        <Figures figures={event.figures} />
      </Card>
    ))}
  </>
)
