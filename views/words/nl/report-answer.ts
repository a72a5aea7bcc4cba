import type { OutcomeMoment } from '../../../src/domain/facts.ts'

/** Words of the page that answers a question of the council. */
export const answer = {
  title: (programme: string, year: number) => `${programme} in ${year}`,
  question: 'Antwoord op een raadsvraag',
  copy: 'Tekst om over te nemen',
  copyHint: 'Klik in de tekst: dan staat alles klaar om te kopiëren.',
  print: 'Druk deze pagina af: Ctrl+P, of ⌘P op een Mac. Het past op 1 blad A4.',
  figures: 'Cijfers',
  source: (date: string) => `Cijfers van ${date}. Berekend uit wat er per duo genoteerd is, zonder namen.`,
  started: (year: number, running: boolean, duos: number, mentors: string, mentees: string, cap: number) =>
    `In ${year}${running ? ' (tot vandaag)' : ''} ${duos === 1 ? 'startte 1 duo' : `startten ${duos} duo’s`} van ${mentees} en ${mentors}${
      cap === 0 ? '' : duos > cap ? `; het plafond is nu ${cap}` : `, van de ${cap} die per jaar mogelijk zijn`
    }.`,
  /** `most`: of the two counts, the greater. */
  signups: (most: number, mentors: string, mentees: string) =>
    `Er ${most === 1 ? 'schreef' : 'schreven'} zich ${mentors} en ${mentees} in.`,
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
  meetings: { one: 'ontmoeting', many: 'ontmoetingen' },
  hours: (hours: string, meetings: string) => `De duo’s noteerden ${meetings}, samen ${hours} uur.`,
  days: { one: 'dag', many: 'dagen' },
  waiting: (mentees: string, median: string) =>
    `De helft van de ${mentees} die een duo kregen, wachtte daar hoogstens ${median} op.`,
  funding: (label: string, project: string) => `Het programma liep in dit jaar met steun van ${label} (${project}).`,
  fundingBegan: (label: string, project: string, year: string) =>
    `De steun van ${label} (${project}) begon in ${year}.`,
}
