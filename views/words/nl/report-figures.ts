import type { FigureId } from '../../../src/domain/report/figures.ts'

/** In labels and definitions stand for the programme's own words: {mentor}, {mentors}, {mentee}, {mentees}. */
type Figure = { label: string; means: string }

/** What each figure is called, and what it counts: for the report, its files and the method note. */
export const figures = {
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
    label: 'Dagen tot een duo: de helft',
    means:
      'De mediaan. Dagen van de inschrijving van een {mentee} tot de start van het eerste duo. De helft wachtte niet langer.',
  },
  days_to_duo_p90: {
    label: 'Dagen tot een duo: 9 op 10',
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
    means:
      'Duo’s waarvan we het resultaat kennen, van alle duo’s die in de periode eindigden. Werk kennen we zodra een medewerker het contract opschreef.',
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
