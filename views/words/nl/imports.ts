import type { KeptReason } from '../../../db/imports/import-undo.ts'
import type { ReadSheet } from '../../../src/domain/imports/csv.ts'
import type { ImportKind } from '../../../src/domain/imports/rows.ts'
import { fieldLabels, problemTexts } from './import-cells.ts'

const KB = 1024

const sizeOf = (bytes: number): string => (bytes < KB * KB ? `${bytes / KB} kB` : `${bytes / KB / KB} MB`)

/** Words of bringing in people and duos by file. */
export const imports = {
  title: 'Importeren',
  open: 'Importeren',
  lead: 'Breng mensen of duo’s over uit een bestand. Je ziet eerst wat er klopt. Daarna beslis je.',
  programme: 'Programma',
  kind: 'Wat staat er in het bestand?',
  kinds: { people: 'Mensen', duos: 'Duo’s' } satisfies Record<ImportKind, string>,
  kindHints: {
    people: 'Wie al meedoet, met de toestemming die op papier staat',
    duos: 'Duo’s die lopen of voorbij zijn. Importeer eerst de mensen',
  } satisfies Record<ImportKind, string>,
  kindMissing: 'Kies wat er in het bestand staat',
  side: 'Rol, als het bestand die niet heeft',
  sideInFile: 'Staat in het bestand',
  reference: 'Waar liggen de toestemmingen, als het bestand dat niet zegt?',
  referenceHint: 'Een code, bijvoorbeeld: map-2026-14. Geen namen: deze code blijft bewaard als iemand gewist is.',
  referenceWrong:
    'Gebruik een code van hoogstens 20 letters, cijfers en streepjes, met minstens 1 cijfer, zoals map-2026-14',
  file: 'Bestand (CSV)',
  fileHint: 'Bewaar je rekenblad als CSV. Hoogstens 4 MB en 10.000 rijen.',
  fileMissing: 'Kies een bestand',
  read: 'Bestand nakijken',
  readText: 'Nu schrijven we nog niets op.',
  example: 'Voorbeeld met alle kolommen',
  columnsTitle: 'Welke kolommen lezen we?',
  columnsText: 'De volgorde speelt geen rol. Wat je niet hebt, laat je weg. Deze kolommen moeten er zijn:',
  columnsNeeded: {
    people: 'naam, e-mailadres, datum toestemming (en rol, als je die niet hierboven kiest)',
    duos: 'mentor, mentee (hun e-mailadressen) en startdatum',
  } satisfies Record<ImportKind, string>,
  /** `count`: the rows, or the row where it goes wrong. */
  fileProblems: {
    empty: () => 'Dit bestand is leeg',
    'not-text': () => 'Dit is geen CSV-bestand. Open het in je rekenblad en bewaar het als CSV',
    'no-rows': () => 'In dit bestand staat alleen een rij met titels, of helemaal niets',
    'too-many-rows': () => 'Dit bestand heeft meer dan 10.000 rijen. Splits het in delen van hoogstens 10.000',
    'open-quote': (row) =>
      `Rij ${row}: hier begint een aanhalingsteken dat nergens stopt. Zet er een bij of haal het weg`,
  } satisfies Record<Exclude<ReadSheet['kind'], 'sheet'>, (count: number) => string>,
  columnsMissing: (fields: string) => `In dit bestand ontbreekt: ${fields}. Kijk na of de eerste rij titels heeft`,
  tooLargeTitle: 'Dit bestand is te groot',
  tooLarge: (bytes: number) =>
    `We lazen niets. Splits het bestand in delen van hoogstens ${sizeOf(bytes)}. Vul het formulier dan opnieuw in.`,
  toForm: 'Terug naar het formulier',

  earlier: 'Wat al geïmporteerd is',
  columns: { what: 'Wat', when: 'Wanneer', who: 'Door wie', rows: 'Bewaard', refused: 'Geweigerd' },
  undoneOn: (date: string) => `Ongedaan gemaakt op ${date}`,

  preview: 'Kijk na wat er in het bestand staat',
  previewLead: 'Er is nog niets opgeschreven. Dit bestand verdwijnt vanzelf binnen een uur.',
  fresh: { people: 'Nieuwe inschrij\u00advingen', duos: 'Nieuwe duo’s' } satisfies Record<ImportKind, string>,
  known: 'Al bekend',
  knownText: 'Wat al bekend is, verandert niet.',
  look: 'Bekijk wie erin staat',
  first: (shown: number, all: number) =>
    all === 1
      ? '1 inschrijving'
      : shown === all
        ? `${all} inschrijvingen`
        : `De eerste ${shown} van ${all} inschrijvingen`,
  firstColumns: {
    name: 'Naam',
    email: 'E-mailadres',
    side: 'Rol',
    topics: 'Thema’s',
    consentOn: 'Toestemming van',
    state: 'Nieuw of bekend',
  },
  firstStates: { new: 'Nieuw', known: 'Al bekend' },
  bad: 'Rijen met een fout',
  twice: (count: number) => `Dubbele rijen (${count})`,
  twiceText: 'Daar hoef je niets aan te doen: we lezen ze maar één keer.',
  sameAs: (row: number) => `staat al in rij ${row}`,
  unused: (columns: string) => `Deze kolommen lezen we niet: ${columns}.`,
  newCaps: (years: string, cap: number) => `Voor ${years} is er nog geen plafond. We vullen ${cap} in.`,
  row: (number: number) => `Rij ${number}`,
  fields: fieldLabels,
  problems: problemTexts,
  more: (count: number) => `En nog ${count} rijen met een fout. Ze staan allemaal in het bestand met de fouten.`,
  refusedFile: 'Rijen met een fout als CSV',
  refusedHint: 'Verbeter ze en importeer dat bestand opnieuw.',
  refusedName: 'rijen-met-een-fout',
  exampleNames: { people: 'voorbeeld-mensen', duos: 'voorbeeld-duos' } satisfies Record<ImportKind, string>,
  problemColumn: 'Wat is er mis?',
  sure: {
    people: 'Ik keek de toestemmingen en de adressen na. Niemand in dit bestand vroeg ons om te stoppen.',
    duos: 'Deze mensen zeiden allebei ja, en de datums kloppen.',
  } satisfies Record<ImportKind, string>,
  sureMissing: 'Vink aan dat je dit nakeek',
  what: 'Wat gebeurt er als je importeert?',
  saves: {
    people: (count: number) => (count === 1 ? 'We bewaren 1 inschrijving.' : `We bewaren ${count} inschrijvingen.`),
    duos: (count: number) => (count === 1 ? 'We bewaren 1 duo.' : `We bewaren ${count} duo’s.`),
  } satisfies Record<ImportKind, (count: number) => string>,
  skips: (count: number) =>
    count === 1 ? 'De rij met een fout slaan we over.' : `De ${count} rijen met een fout slaan we over.`,
  noMail: 'Niemand krijgt een mail over wat voorbij is.',
  confirm: {
    people: (count: number) => (count === 1 ? 'Importeer 1 inschrijving' : `Importeer ${count} inschrijvingen`),
    duos: (count: number) => (count === 1 ? 'Importeer 1 duo' : `Importeer ${count} duo’s`),
  } satisfies Record<ImportKind, (count: number) => string>,
  nothing: 'In dit bestand staat niets nieuws.',
  cancel: 'Niet importeren',
  cancelled: 'Het bestand is weg. Er is niets opgeschreven.',
  gone: 'Dit bestand is er niet meer',
  goneText: 'Een bestand blijft hooguit een uur staan. Kies het opnieuw.',

  writing: 'We schrijven alles op',
  progress: (done: number, all: number) => `${done} van ${all} rijen`,
  writingText: 'Dit gaat vanzelf verder, ook als je deze pagina sluit.',
  reload: 'Vernieuw deze pagina',
  done: 'De import is klaar',
  doneFacts: { written: 'Bewaard', refused: 'Geweigerd' },
  doneText: (staff: string, date: string) => `Geïmporteerd door ${staff} op ${date}.`,
  refusedKept: 'De geweigerde rijen blijven een dag staan. Daarna verdwijnen ze.',
  undo: 'Import ongedaan maken',
  undoText: {
    people: 'We wissen wie door deze import binnenkwam. Wie intussen iets deed of een voorstel kreeg, blijft.',
    duos: 'We wissen de duo’s van deze import. Een duo waarover intussen iets gezegd is, blijft. De mensen blijven.',
  } satisfies Record<ImportKind, string>,
  undoSure: 'Ja, maak deze import ongedaan',
  undoSureMissing: 'Vink aan dat je deze import ongedaan wilt maken',
  undone: 'Deze import is ongedaan gemaakt',
  wouldStay: 'Dit zou blijven',
  stayed: 'Dit bleef',
  kept: {
    introduced: 'staat in een voorstel of een duo',
    'signed-up': 'schreef zelf in',
    acted: 'deed intussen zelf iets',
    mailed: 'kreeg al een mail',
    stopped: 'stopte en is gewist',
    ended: 'is intussen beëindigd',
    changed: 'is intussen gewijzigd door een medewerker',
  } satisfies Record<KeptReason, string>,
  nameless: 'Gewiste deelnemer',
  toParticipants: 'Naar de deelnemers',
  toDuos: 'Naar de duo’s',
  again: 'Nog een bestand importeren',
}
