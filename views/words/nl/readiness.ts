/** Words of what staff do with somebody before a first introduction. */
export const readiness = {
  card: 'Klaar voor een voorstel?',
  title: (name: string) => `${name}: klaar voor een voorstel?`,
  lead: 'Pas als dit gebeurd is, komt deze persoon in de voorstellen.',
  ready: 'Alles is gebeurd. Deze persoon kan een voorstel krijgen.',
  stillMissing: 'Nog nodig:',
  write: 'Opschrijven of bekijken',
  back: (name: string) => `Terug naar ${name}`,
  missing: {
    conditions: 'voorwaarden nakijken',
    intake: 'intakegesprek',
    training: (label: string) => `opleiding: ${label}`,
    trainings: (count: number) => `opleiding (nog ${count} ${count === 1 ? 'module' : 'modules'})`,
  },

  conditions: 'Voorwaarden',
  conditionsText:
    'Kijk dit na. We bewaren alleen dat jij het nakeek, en wanneer. Nooit het antwoord op een voorwaarde.',
  conditionsSave: 'Voorwaarden nagekeken',
  checked: (name: string, date: string) => `Nagekeken door ${name} op ${date}.`,

  intake: 'Intakegesprek',
  heldOn: 'Dag van het gesprek',
  intakeSave: 'Gesprek opschrijven',
  held: (date: string, name: string) => `Gesprek op ${date}, opgeschreven door ${name}.`,

  training: 'Opleiding',
  module: (label: string, hours: string) => `${label} (${hours})`,
  moduleLegend: 'Welke module?',
  moduleMissing: 'Kies een module uit de lijst',
  doneOn: 'Gevolgd op',
  trainingSave: 'Module opschrijven',
  done: (label: string, date: string, name: string) => `${label}: gevolgd op ${date}, opgeschreven door ${name}.`,
  allDone: 'Alle modules zijn gevolgd.',

  takeBack: 'Vergissing: haal weg',
  stands: 'Deze persoon kreeg intussen een voorstel. Daarom blijft dit staan.',

  dayMissing: (field: string) => `${field}: kies een dag`,
  dayLater: (field: string) => `${field}: deze dag is nog niet voorbij`,
  alreadyDone: 'Deze module staat er al',

  notReady: {
    title: (people: number) =>
      people === 1
        ? '1 persoon is nog niet klaar, en doet nog niet mee'
        : `${people} mensen zijn nog niet klaar, en doen nog niet mee`,
    conditions: (people: number) => `${people} voor het nakijken van de voorwaarden`,
    intake: (people: number) => `${people} voor een intakegesprek`,
    training: (people: number) => `${people} voor een opleiding`,
    text: (parts: string) => `Wachten: ${parts}.`,
    link: 'Bekijk wie',
  },
}
