import type { CapForecast, WaitReason } from '../../../src/domain/cap.ts'
import { civilDate } from '../format.ts'

const paced = (started: number, days: number) =>
  `${started === 1 ? 'startte 1 duo' : `startten ${started} duo’s`} in de laatste ${days === 1 ? 'dag' : `${days} dagen`}`

const stays = (held: number) =>
  held === 0 ? '' : `, en er ${held === 1 ? 'blijft 1 plaats' : `blijven ${held} plaatsen`} in voorstel`

/** Words of the places in a year, and of who waits for one. */
export const waiting = {
  title: 'Wachtlijst',
  link: 'Wachtlijst en plafond',
  side: 'Wie wacht?',
  cap: (year: number) => `Plafond van ${year}`,
  figures: { cap: 'Plafond', started: 'Gestart', held: 'In voorstel', left: 'Nog vrij' },
  capText: 'Een voorstel houdt een plaats bezet. Gaat het niet door, dan komt de plaats weer vrij.',
  forecast: {
    full: ({ mustGo }) =>
      mustGo === null
        ? 'Vol. Een nieuw voorstel kan dit jaar alleen nog als het plafond hoger wordt.'
        : `Vol. Een nieuw voorstel kan pas als ${mustGo === 1 ? 'een voorstel wegvalt' : `${mustGo} voorstellen wegvallen`}, of als het plafond hoger wordt.`,
    'full-on': ({ date, held, assumption: { started, days } }) =>
      `Vol op ${civilDate(date)}, als het zo verdergaat: er ${paced(started, days)}${stays(held)}.`,
    'not-this-year': ({ expected, assumption: { started, days } }) =>
      `Dit jaar niet vol: ${expected} duo’s op 31 december, als het zo verdergaat: er ${paced(started, days)}.`,
    'no-pace': ({ assumption: { days } }) => `Geen voorspelling: er startte geen duo in de laatste ${days} dagen.`,
  } satisfies { [Kind in CapForecast['kind']]: (forecast: Extract<CapForecast, { kind: Kind }>) => string },
  list: (people: string) => `Wie wacht: ${people}`,
  none: 'Niemand wacht.',
  order:
    'Wie het langst wacht, staat vooraan. Een duo dat vroeger stopte, kost niemand zijn plaats. Wie bij elkaar past, telt ook mee: iemand verderop kan eerder een duo hebben.',
  columns: { place: 'Plaats', name: 'Naam', since: 'Wacht sinds', reason: 'Waarom nog' },
  reasons: {
    not_ready: 'Nog niet klaar: kijk bij de deelnemer wat ontbreekt',
    left_out: 'Jullie nemen deze persoon even niet mee',
    cap_full: 'Het plafond is bereikt',
    no_counterpart: 'Nu past niemand met een vrije plaats: door thema, taal of sector, of na een nee',
    few_places: 'Wie langer wacht, vult de plaatsen die dit jaar nog vrij zijn',
    next_run: 'Kan mee in de volgende voorstellen',
  } satisfies Record<WaitReason, string>,
  pages: 'Bladzijden',
  own: (place: number, { of, left }: { of: number; left: number }) =>
    `${left === 0 ? 'Alle duo’s van dit jaar zijn volzet.' : `Er ${left === 1 ? 'is dit jaar nog 1 plaats' : `zijn dit jaar nog ${left} plaatsen`} voor een duo, en wie langer wacht, gaat voor.`} Je staat op plaats ${place} van ${of} op de wachtlijst. Je hoeft niets te doen: we mailen je als we iemand voor je vinden.`,
  everybody:
    'Alle duo’s van dit jaar zijn volzet. Je staat op de wachtlijst. Je plaats lees je bij Mijn gegevens, via de link in je mail.',
}
