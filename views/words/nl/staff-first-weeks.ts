import type { Towards } from '../../../src/domain/duos/click.ts'
import { listOf } from '../format.ts'

/** Words of staff between two yes and a duo. */
export const staffFirstWeeks = {
  title: 'Op weg naar een duo',
  steps: {
    meet: 'Ze zagen elkaar nog niet.',
    click: 'Ze zagen elkaar. We wachten tot allebei zeggen of het klikt.',
    agree: 'Het klikt. We wachten tot allebei akkoord gaan met de afspraken.',
    place: 'Alles is klaar, maar het plafond van dit jaar is bereikt. Het duo start zodra er plaats is.',
  } satisfies Record<Towards, string>,
  lapses: (date: string) => `Zonder duo stopt dit voorstel na ${date}.`,
  extend: (days: number) => `Geef ${days} dagen meer`,
  clicked: (date: string, way: string) => `Zei op ${date} dat het klikt, ${way}.`,
  notClicked: 'Zei nog niet of het klikt.',
  agreed: (date: string, way: string) => `Ging op ${date} akkoord met de afspraken, ${way}.`,
  notAgreed: 'Ging nog niet akkoord met de afspraken.',

  assistClick: (name: string) => `“Klikt het?” opschrijven voor ${name}`,
  assistClickText: 'Kreeg je het antwoord aan de telefoon of aan de balie? Schrijf het hier op.',
  assistClickWhat: (name: string) => `Wat zegt ${name}?`,
  assistClickSave: 'Schrijf dit antwoord op',
  clickMissing: 'Kies een antwoord',
  assistAgree: (name: string) => `Akkoord opschrijven voor ${name}`,
  assistAgreeText: 'Lees dit eerst helemaal voor.',
  assistAgreeSure: (name: string) => `Ik las dit voor, en ${name} gaat akkoord`,
  assistAgreeSave: 'Schrijf dit akkoord op',
  agreeMissing: 'Vink aan dat je dit voorlas en dat de persoon akkoord gaat',

  clickNo: 'Nee bij “klikt het?”',
  clickNoText: (name: string) =>
    `${name} zei nee. Was dat een vergissing? Dit voorstel blijft gestopt, maar je kunt deze twee dan opnieuw voorstellen.`,
  clickNoButton: 'Het was een vergissing',

  meeting: 'Afspraak',
  noMeeting: 'Er staat geen afspraak.',
  meets: (when: string) => `Ze zien elkaar op ${when}.`,
  met: (when: string) => `Ze zagen elkaar op ${when}.`,
  told: (who: string, day: string) => `Ze zagen elkaar op ${day}. Dat zei: ${who}.`,
  waits: (by: string, waiting: string[]) => `Voorstel van: ${by}. Nog te kiezen: ${listOf(waiting)}.`,
  propose: 'Stel momenten voor',
  proposeText: 'Beiden krijgen een mail. De afspraak staat vast als ze hetzelfde moment kiezen.',
  joins: 'Een medewerker komt mee',
  proposeSave: 'Verstuur dit voorstel',
  afterEnd: (lastDay: string) => `Dit duo loopt tot en met ${lastDay}`,
  cancel: 'Zeg deze afspraak af',
  tell: 'Ze zagen elkaar al',
  tellSave: 'Bewaar deze dag',

  done: {
    proposed: 'Het voorstel voor een afspraak is verstuurd.',
    cancelled: 'De afspraak gaat niet door. Allebei krijgen een mail voor hun agenda.',
    withdrawn: 'De voorgestelde momenten gelden niet meer. Beiden krijgen een mail.',
    told: 'De dag is bewaard.',
    clicked: 'Het antwoord is opgeschreven.',
    agreed: 'Het akkoord is opgeschreven.',
    extended: 'Er is meer tijd.',
    lifted: 'Je kunt deze twee opnieuw voorstellen.',
    wiped: 'De tekst is gewist.',
  },
  refused: {
    'too-early': (from: string) => `Allebei krijgen tijd om na te denken. Dit kan vanaf ${from}.`,
    'not-met': 'Ze zagen elkaar nog niet. Schrijf eerst op wanneer ze elkaar zagen.',
    already: 'Dat was al opgeschreven. Er is niets veranderd.',
    changed: 'Dat kan nu niet meer: dit voorstel is intussen veranderd.',
  },
}
