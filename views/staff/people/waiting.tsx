import type { FC } from 'hono/jsx'
import { type Cap, type CapForecast, placesUnderCap, type WaitingPlace } from '../../../src/domain/cap.ts'
import { SIDES, type Side } from '../../../src/domain/facts.ts'
import type { Programme } from '../../../src/domain/programmes.ts'
import { paths } from '../../../src/paths.ts'
import { Card, DataTable } from '../../parts.tsx'
import { capitalised, dateOf, numberOf } from '../../words/format.ts'
import type { Words } from '../../words.ts'
import { Chips, Figures } from '../desk.tsx'

type Props = {
  words: Words
  programme: Programme
  side: Side
  use: Cap & { year: number }
  forecast: CapForecast
  people: WaitingPlace[]
  page: number
  last: number
  names: ReadonlyMap<string, string>
}

/** Who waits, in what place and why; and when the places of this year are gone. */
export const WaitingPage: FC<Props> = ({ words: all, programme, side, use, forecast, people, page, last, names }) => {
  const words = all.waiting
  const { columns } = words
  return (
    <>
      <h1>{words.title}</h1>
      <Card title={words.cap(use.year)}>
        <Figures
          figures={[
            { label: words.figures.cap, value: numberOf(use.cap) },
            { label: words.figures.started, value: numberOf(use.started) },
            { label: words.figures.held, value: numberOf(use.held) },
            { label: words.figures.left, value: numberOf(placesUnderCap(use)) },
          ]}
        />
        <p>{forecastText(words, forecast)}</p>
        <p class="small">{words.capText}</p>
      </Card>
      <h2>{words.side}</h2>
      <Chips
        label={words.side}
        chips={SIDES.toReversed().map((own) => ({
          label: capitalised(programme.sides[own].many),
          href: paths.waiting(programme.id, own),
          current: own === side,
        }))}
      />
      <p>{words.order}</p>
      {people.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          caption={words.list(programme.sides[side].many)}
          columns={[
            { label: columns.name },
            { label: columns.place, number: true },
            { label: columns.since, date: true },
            { label: columns.reason },
          ]}
          rows={people.map(({ participantId, place, since, reason }) => ({
            cells: [
              <a href={paths.participant(participantId)}>{names.get(participantId) ?? all.participants.erasedName}</a>,
              numberOf(place),
              dateOf(since),
              words.reasons[reason],
            ],
          }))}
        />
      )}
      {last > 1 && (
        <Chips
          label={words.pages}
          chips={Array.from({ length: last }, (_, index) => ({
            label: String(index + 1),
            href: paths.waiting(programme.id, side, String(index + 1)),
            current: index + 1 === page,
          }))}
        />
      )}
    </>
  )
}

/** When the year is full, with what that assumes. */
export function forecastText({ forecast: words }: Words['waiting'], forecast: CapForecast): string {
  switch (forecast.kind) {
    case 'full':
      return words.full(forecast)
    case 'full-on':
      return words['full-on'](forecast)
    case 'not-this-year':
      return words['not-this-year'](forecast)
    case 'no-pace':
      return words['no-pace'](forecast)
  }
}
