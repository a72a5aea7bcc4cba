import type { OutcomeMoment, StopReason } from '../../../src/domain/facts.ts'
import type { Attribute, Population } from '../../../src/domain/report/breakdown.ts'
import type { Channel } from '../../../src/domain/report/facts.ts'
import type { FigureId } from '../../../src/domain/report/figures.ts'
import type { FunnelStep } from '../../../src/domain/report/funnel.ts'
import type { PeriodProblem } from '../../../src/domain/report/periods.ts'
import { duos } from './duos.ts'

/** In labels and definitions stand for the programme's own words: {mentor}, {mentors}, {mentee}, {mentees}. */
type Figure = { label: string; means: string }

const figures = {
  events: { label: 'Events', means: 'Events die in de periode begonnen. Een vaste inschrijfpagina is geen event.' },
  signups_mentor: {
    label: 'Ingeschreven {mentors}',
    means: 'Wie zich in de periode voor het eerst inschreef als {mentor}. Wie dat twee keer deed, telt 1 keer.',
  },
  signups_mentee: {
    label: 'Ingeschreven {mentees}',
    means: 'Wie zich in de periode voor het eerst inschreef als {mentee}. Wie dat twee keer deed, telt 1 keer.',
  },
  introductions_sent: {
    label: 'Voorstellen verstuurd',
    means:
      'Voorstellen voor een duo die in de periode vertrokken. Duo’s die met een bestand binnenkwamen, horen er niet bij.',
  },
  introductions_open: {
    label: 'Voorstellen nog open',
    means: 'Van die voorstellen: nog geen twee antwoorden, en vandaag niet gestopt.',
  },
  introductions_agreed: { label: 'Voorstellen met twee keer ja', means: 'Van die voorstellen: allebei zeiden ja.' },
  introductions_accepted: {
    label: 'Voorstellen aanvaard',
    means:
      'Voorstellen met twee keer ja, van de voorstellen uit de periode die beslist zijn. Wat nog open is, telt niet mee.',
  },
  days_to_duo_median: {
    label: 'Wachttijd tot een duo: de helft',
    means:
      'De mediaan. Dagen van de inschrijving van een {mentee} tot de start van het eerste duo. De helft wachtte niet langer.',
  },
  days_to_duo_p90: {
    label: 'Wachttijd tot een duo: 9 op 10',
    means: 'Dezelfde dagen. Negen op de tien {mentees} wachtten niet langer dan dit.',
  },
  duos_started: { label: 'Duo’s gestart', means: 'Duo’s met hun eerste dag in de periode.' },
  duos_running: {
    label: 'Duo’s die lopen',
    means: 'Duo’s die op het einde van de laatste dag begonnen waren en niet gestopt.',
  },
  duos_completed: { label: 'Duo’s afgerond', means: 'Duo’s die in de periode hun laatste dag haalden.' },
  duos_ended_early: {
    label: 'Duo’s vroeger gestopt',
    means: 'Duo’s die in de periode stopten vóór hun laatste dag, om welke reden ook.',
  },
  meetings: {
    label: 'Ontmoetingen',
    means: 'Dagen waarop een duo een ontmoeting noteerde. Noteren ze allebei dezelfde dag, dan telt die 1 keer.',
  },
  hours: {
    label: 'Uren samen',
    means:
      'Uren van die ontmoetingen, zoals de {mentor} ze noteerde. Noteerde die niets, dan telt wat het team of de {mentee} noteerde.',
  },
  mentors_met: {
    label: '{mentors} met een ontmoeting',
    means: 'Hoeveel {mentors} in de periode minstens 1 ontmoeting hadden.',
  },
  outcome_end_known: {
    label: 'Resultaat bekend op het einde',
    means: 'Duo’s waarvan we het resultaat kennen, van alle duo’s die in de periode eindigden.',
  },
  outcome_end_direct: {
    label: 'Rechtstreeks resultaat op het einde',
    means:
      'Duo’s met een rechtstreeks resultaat, van alle duo’s die in de periode eindigden. Niet bekend telt als geen.',
  },
  outcome_end_broad: {
    label: 'Resultaat in ruime zin op het einde',
    means:
      'Duo’s met een resultaat in ruime zin, van alle duo’s die in de periode eindigden. Niet bekend telt als geen.',
  },
  outcome_year_known: {
    label: 'Resultaat bekend na 12 maanden',
    means:
      'Duo’s waarvan we het resultaat 12 maanden na de start kennen, van de beëindigde duo’s die in de periode 12 maanden ver waren.',
  },
  outcome_year_direct: {
    label: 'Rechtstreeks resultaat na 12 maanden',
    means:
      'Duo’s met een rechtstreeks resultaat 12 maanden na de start, van dezelfde duo’s. Niet bekend telt als geen.',
  },
  outcome_year_broad: {
    label: 'Resultaat in ruime zin na 12 maanden',
    means:
      'Duo’s met een resultaat in ruime zin 12 maanden na de start, van dezelfde duo’s. Niet bekend telt als geen.',
  },
} satisfies Record<FigureId, Figure>

/** Words of the report: its figures, and how they are counted. */
export const report = {
  title: 'Verslag',
  figures,
  tabs: {
    label: 'Delen van het verslag',
    figures: 'Cijfers',
    events: 'Events en QR-codes',
    people: 'Wie doet mee',
    years: 'Over de jaren',
    method: 'Zo tellen we',
  },
  period: {
    label: 'Periode',
    quarters: 'Deel van het jaar',
    whole: 'Heel het jaar',
    quarter: (n: number) => `Kwartaal ${n}`,
    own: 'Andere datums',
    from: 'Van',
    until: 'Tot en met',
    show: 'Toon deze periode',
    range: (from: string, until: string) => `${from} tot en met ${until}`,
    today: (today: string) => `Deze periode loopt nog: dit zijn de cijfers tot en met ${today}.`,
    notBegun: 'Deze periode moet nog beginnen.',
    problems: {
      'not-a-date': 'Kies twee datums die bestaan',
      'ends-before-start': 'De laatste dag ligt voor de eerste. Kies een latere laatste dag',
      'out-of-range': 'Kies datums tussen 2000 en 2100',
    } satisfies Record<PeriodProblem, string>,
    problem: (text: string, year: number) => `${text}. Hieronder staat ${year}.`,
  },
  funding: (label: string, project: string) => `Met steun van ${label}: ${project}`,
  noNames: 'Cijfers zonder namen.',
  downloads: 'Bewaren of afdrukken',
  csv: 'Cijfers als CSV',
  json: 'Cijfers als JSON',
  council: 'Antwoord op een raadsvraag',
  toReport: 'Naar het verslag',
  none: '–',
  share: (part: string, of: string, percent: string) => `${part} van ${of} (${percent})`,
  shareNone: 'Nog niets om te delen',
  days: (days: string, of: string, who: string) => `${days} dagen (van ${of} ${who})`,
  daysNone: 'Nog niemand',
  columns: { figure: 'Cijfer', value: 'Aantal', reason: 'Reden', year: 'Jaar', cap: 'Plafond' },
  sections: {
    duos: 'Duo’s',
    outcomes: 'Resultaten',
    people: 'Van inschrijving tot duo',
    meetings: 'Ontmoetingen',
    cap: 'Plafond',
    changes: 'Wat veranderde sinds vorig jaar',
  },
  captions: {
    duos: 'Duo’s in deze periode',
    outcomes: 'Resultaten van de duo’s',
    people: 'Inschrijvingen, voorstellen en wachttijd',
    meetings: 'Wat duo’s noteerden',
    reasons: 'Waarom duo’s vroeger stopten',
    cap: 'Duo’s gestart van het plafond, per kalenderjaar',
  },
  reasons: { ...duos.closeReason, withdrawn: 'Stopte en liet gegevens wissen' } satisfies Record<
    StopReason | 'withdrawn',
    string
  >,
  reasonsNote: 'De twee en het team kunnen elk een reden geven: een duo kan er meer hebben, of geen.',
  reasonsNone: 'Niemand gaf een reden.',
  broad: {
    yes: 'Wie een rechtstreeks resultaat heeft, telt ook mee bij “in ruime zin”.',
    no: 'Wie een rechtstreeks resultaat heeft, telt niet mee bij “in ruime zin”.',
    change: 'Wijzig dit bij Instellingen',
  },
  outcomes: {
    direct: 'Rechtstreeks',
    broad: 'In ruime zin',
    broadMore: 'Alleen in ruime zin',
    none: 'Geen of niet bekend',
  },
  moments: { end: 'Op het einde van het duo', year: '12 maanden na de start' },
  cap: {
    of: (started: string, cap: string) => `${started} van ${cap}`,
    line: 'Plafond',
    started: 'Gestart',
    left: (left: string) => `nog ${left}`,
    over: (over: string) => `${over} boven het plafond`,
  },
  changes: {
    compared: (range: string) => `Vergeleken met dezelfde dagen een jaar vroeger: ${range}.`,
    columns: { figure: 'Cijfer', before: 'Toen', after: 'Nu', by: 'Verschil' },
    points: (by: string) => `${by} procentpunt`,
    none: 'Er veranderde niets, of er is niets om mee te vergelijken.',
  },
  charts: {
    outcomes: 'Resultaten van de duo’s die eindigden',
    outcomesText: (parts: string) => `Balken in drie delen. ${parts}`,
    started: 'Duo’s gestart, opgeteld dag na dag',
    startedText: (count: string, cap: string | null) =>
      `Een lijn die stijgt tot ${count}.${cap === null ? '' : ` De streepjeslijn is het plafond: ${cap}.`}`,
    years: 'Duo’s gestart per jaar, en het plafond',
    yearsText: (parts: string) => `Een kolom per jaar: ${parts}.`,
    funnel: (who: string) => `Hoe ver ${who} kwamen`,
    funnelText: (parts: string) => `Een balk per stap: ${parts}.`,
    topics: 'Gevraagd en aangeboden per thema',
    topicsText: 'Twee balken per thema. De tabel hiernaast geeft dezelfde aantallen.',
  },
  events: {
    lead: 'Hoe ver mensen tot vandaag kwamen, per event en per manier van inschrijven. Elke stap telt mensen van de stap ervoor.',
    none: 'In deze periode was er geen event en kwam niemand via de inschrijfpagina.',
    standing: 'Vaste inschrijfpagina',
    all: 'Alles samen',
    allNote: 'Wie bij twee events was, telt hier 2 keer.',
    allCaption: 'Hoe ver mensen van al deze events kwamen',
    caption: (title: string) => `Hoe ver mensen kwamen: ${title}`,
    who: 'Wie, en hoe',
    channels: { phone: 'QR-code of code', paper: 'papier', erased: 'gewist' } satisfies Record<Channel, string>,
    row: (who: string, channel: string) => `${who}, ${channel}`,
    steps: {
      signed_up: 'Ingeschreven',
      proved: 'Bevestigd',
      introduced: 'Kreeg een voorstel',
      agreed: 'Allebei ja',
      in_duo: 'In een duo',
      completed: 'Duo afgerond',
    } satisfies Record<FunnelStep, string>,
    erasedNote:
      'Van wie gewist is, weten we niet meer hoe die inschreef, en zonder voorstel ook niet of die bevestigde. Scans tellen we niet: we volgen niemand voor de inschrijving.',
  },
  people: {
    lead: 'Mensen per sector, thema en taal, per heel kalenderjaar.',
    small:
      'Onder 5 staat “<5”. Een streepje verbergt een groter aantal, als je er anders een klein mee kunt uitrekenen.',
    smallShown: '<5',
    withheld: '–',
    year: 'Jaar',
    population: 'Wie tellen we?',
    populations: { signed_up: 'Ingeschreven in dit jaar', in_duo: 'In een duo dat dit jaar begon' } satisfies Record<
      Population,
      string
    >,
    attributes: { sector: 'Sector', topics: 'Thema', languages: 'Taal' } satisfies Record<Attribute, string>,
    notTold: 'Niet gezegd',
    caption: (attribute: string, who: string) => `${attribute}: ${who}`,
    more: 'Iemand kan hier meer dan 1 keer staan.',
    running: 'Dit jaar loopt nog: de aantallen kunnen nog stijgen.',
    topics: {
      title: 'Thema’s waarvoor te weinig hulp is',
      caption: (asked: string, offered: string) => `Gevraagd door ${asked}, aangeboden door ${offered}`,
      columns: { topic: 'Thema', asked: 'Gevraagd', offered: 'Aangeboden', state: 'Genoeg?' },
      short: 'Te weinig',
      enough: 'Genoeg',
      unknown: 'Te klein om te zeggen',
      lead: 'Te weinig: minstens 5 vroegen het, en minder boden het aan.',
    },
  },
  years: {
    lead: 'Alle cijfers per kalenderjaar. Het lopende jaar telt tot vandaag.',
    caption: 'Cijfers per kalenderjaar',
    none: 'Er is nog niets om te tellen.',
    running: (year: number) => `${year} tot vandaag`,
  },
  method: {
    lead: 'Wat elk cijfer telt, en op welke dag het in een periode valt.',
    figures: 'De cijfers',
    tiers: 'Wat is een resultaat?',
    tierLines: {
      direct: 'Rechtstreeks resultaat',
      broad: 'Resultaat in ruime zin',
      none: 'Geen resultaat',
    },
    contract: (months: number, label: string, shorter: string) =>
      `${label} telt als rechtstreeks met een contract van meer dan ${months} maanden. Anders telt het als ${shorter}.`,
    rules: 'Regels',
    ruleLines: [
      'Een dag is een dag in België. Begin en einde van de periode horen erbij.',
      'Een percentage staat altijd naast zijn teller en noemer. We ronden af op een geheel getal, een half naar boven.',
      'Wie we wisten, telt nog mee: het getal blijft, de naam niet.',
      'Wie twee adressen had en samengevoegd is, telt 1 keer.',
      'Een duo van elders telt vanaf zijn eerste dag. De wachttijd telt alleen als de inschrijving voor die dag kwam.',
      'Een trechter kijkt tot vandaag. Totalen en trechters verbergen we nooit.',
      'Een verdeling per sector, thema of taal kijkt naar een heel jaar. Zo kan niemand twee periodes van elkaar aftrekken.',
      'Het plafond telt duo’s die in dat kalenderjaar startten.',
    ],
    schema: 'De vorm van het JSON-bestand staat in docs/report.md.',
  },
  answer: {
    title: (programme: string, year: number) => `${programme} in ${year}`,
    question: 'Antwoord op een raadsvraag',
    copy: 'Tekst om over te nemen',
    copyHint: 'Klik in de tekst: dan staat alles klaar om te kopiëren.',
    print: 'Druk deze pagina af: Ctrl+P, of ⌘P op een Mac. Het past op 1 blad A4.',
    figures: 'Cijfers',
    source: (date: string) => `Cijfers van ${date}. Berekend uit wat er per duo genoteerd is, zonder namen.`,
    started: (year: number, running: boolean, duos: number, mentors: string, mentees: string, cap: number) =>
      `In ${year}${running ? ' (tot vandaag)' : ''} ${duos === 1 ? 'startte 1 duo' : `startten ${duos} duo’s`} van ${mentees} en ${mentors}${
        cap > 0 ? `, van de ${cap} die per jaar mogelijk zijn` : ''
      }.`,
    signups: (mentors: string, mentees: string) => `Er schreven zich ${mentors} en ${mentees} in.`,
    running: (date: string, running: number, completed: number, early: number) =>
      `Op ${date} ${running === 1 ? 'liep 1 duo' : `liepen ${running} duo’s`}. ${
        completed === 1 ? '1 duo werd' : `${completed} duo’s werden`
      } afgerond en ${early === 1 ? '1 duo stopte' : `${early} duo’s stopten`} vroeger.`,
    contract: (months: number) => `arbeidscontract > ${months} maanden`,
    activation: 'rechtstreekse activering',
    direct: 'rechtstreeks resultaat',
    outcomes: {
      end: (of: number) => `Van ${of === 1 ? 'het ene duo dat eindigde' : `de ${of} duo’s die eindigden`}`,
      year: (of: number) =>
        `Van ${of === 1 ? 'het ene duo dat' : `de ${of} duo’s die`} dit jaar 12 maanden ver ${of === 1 ? 'was' : 'waren'}`,
    } satisfies Record<OutcomeMoment, (of: number) => string>,
    result: (who: string, direct: string, directMeans: string, broad: string, broadMeans: string) =>
      `${who}, haalde ${direct} (${directMeans}) en ${broad} resultaat in ruime zin (bijvoorbeeld: ${broadMeans}).`,
    also: (of: number, direct: string, broad: string) =>
      `Op het einde van het duo was dat ${direct} en ${broad} (van ${of} ${of === 1 ? 'duo' : 'duo’s'}).`,
    broadIncludes: 'De duo’s met een rechtstreeks resultaat zijn daarbij gerekend.',
    noOutcomes: 'Er eindigde nog geen duo: over resultaten kunnen we nog niets zeggen.',
    hours: (hours: string, meetings: string) => `De duo’s noteerden ${meetings} ontmoetingen, samen ${hours} uur.`,
    waiting: (mentees: string, median: string) =>
      `De helft van de ${mentees} die een duo kregen, wachtte daar hoogstens ${median} dagen op.`,
    funding: (label: string, project: string) => `Het programma loopt met steun van ${label} (${project}).`,
  },
  file: {
    columns: ['Deel', 'Periode', 'Wat', 'Waarde', 'Teller', 'Noemer', 'Eenheid'],
    parts: {
      figures: 'Cijfers',
      reasons: 'Redenen van vroeger stoppen',
      cap: 'Plafond',
      years: 'Over de jaren',
      funnel: 'Events en QR-codes',
      breakdown: 'Wie doet mee',
    },
    started: 'Duo’s gestart van het plafond',
    units: { count: 'aantal', percent: 'procent', days: 'dagen', hours: 'uur' },
    name: (programme: string, from: string, until: string) => `verslag-${programme}-${from}-${until}`,
  },
  settings: {
    title: 'Verslag',
    legend: 'Telt een rechtstreeks resultaat ook mee als resultaat in ruime zin?',
    yes: 'Ja: 30 % rechtstreeks en 70 % in ruime zin betekent 70 % samen',
    no: 'Nee: 30 % rechtstreeks en 40 % in ruime zin, samen 70 %',
    save: 'Bewaren',
    missing: 'Kies ja of nee',
  },
}
