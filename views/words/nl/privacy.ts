import type { Notice, Written } from '../../../src/speaker.ts'
import { eitherOf } from '../format.ts'

/** The privacy notice of a programme (article 13 GDPR), as headed paragraphs. Versioned, and kept with every consent. */
export const privacy = {
  title: 'Privacyverklaring',
  others: 'Doe je mee aan een ander programma?',
  othersText: 'Elk programma heeft zijn eigen verklaring.',
  version: (version: number, date: string) => `Versie ${version} van ${date}.`,
  sections: (notice: Notice): { title: string; text: string }[] => [
    {
      title: 'Wie zijn wij?',
      text: `Verantwoordelijk voor je gegevens in ${notice.programme}: ${notice.signature}. Mail naar ${notice.contactEmail}. Onze functionaris voor gegevensbescherming bereik je via ${notice.dpoEmail}.`,
    },
    {
      title: 'Wat vragen we?',
      text: `Je rol, je thema’s, je sector, je talen, je naam en je e-mailadres. Al de rest op het formulier mag je overslaan. Typt een medewerker je papieren formulier over, dan bewaren we dezelfde gegevens.${sentBy(notice.partners)}`,
    },
    {
      title: 'Wat schrijven we over je op?',
      text: [
        'Wat je antwoordt over je duo, onze notities daarbij en het resultaat.',
        ...notice.written.map((each) => written[each]),
      ].join(' '),
    },
    {
      title: 'Waarom?',
      text: 'Om iemand te zoeken die bij je past, om je duo op te volgen en om een jaarverslag zonder namen te maken. Je krijgt alleen uitnodigingen als je dat aanvinkt.',
    },
    {
      title: 'Op welke basis?',
      text: 'Jouw toestemming. Je bent niet verplicht om mee te doen. Doe je niet mee, dan verandert er niets aan je andere contacten met ons.',
    },
    {
      title: 'Wie ziet het?',
      text: `${notice.whoSees} De bedrijven die onze server en onze mail beheren, werken in onze opdracht. We geven niets door buiten de Europese Unie.`,
    },
    {
      title: 'Hoelang?',
      text: `Zonder duo bewaren we je gegevens ${notice.retentionMonths} maanden na je laatste ja. Met een duo tot ${notice.duoRetentionMonths} maanden na de start. Bevestigde je je e-mailadres niet, dan wissen we alles na 60 dagen. Reservekopieën bestaan hoogstens 35 dagen. Daarna houden we alleen cijfers en een bewijs zonder je naam.`,
    },
    {
      title: 'Jouw rechten',
      text: `Je kunt je gegevens inkijken, verbeteren en wissen, en je toestemming altijd intrekken. Dat doe je zelf, met de link in elke mail, of je mailt ons. Wil je je gegevens meenemen? Mail naar ${notice.contactEmail}. Dan sturen we ze je in een bestand. Wat al gebeurde, blijft geldig.`,
    },
    {
      title: 'Beslist een computer over jou?',
      text: 'Nee. Een computer doet een voorstel. Een medewerker kijkt elk voorstel na en beslist.',
    },
    {
      title: 'Cookies',
      text: 'We gebruiken alleen technische cookies: ze onthouden wie het formulier invulde. We volgen niemand.',
    },
    {
      title: 'Klacht?',
      text: `Praat eerst met ons, via ${notice.dpoEmail}. Je kunt ook klacht indienen bij de Vlaamse Toezichtcommissie of bij de Gegevensbeschermingsautoriteit, Drukpersstraat 35, 1000 Brussel.`,
    },
  ],
}

/** Article 14: what did not come from the person. */
const sentBy = (partners: string[]): string =>
  partners.length > 0 ? ` Stuurde ${eitherOf(partners)} je? Dan kregen we van hen je naam en je e-mailadres.` : ''

/** What staff write down; never the answer to a condition itself. */
const written = {
  conditions: 'Dat je voorwaarden nagekeken zijn, door wie en wanneer. Bewijzen bewaren we niet.',
  intake: 'Wanneer we met je praatten.',
  training: 'Welke opleiding je volgde, en wanneer.',
  meetings: 'Wanneer jullie elkaar zagen, en hoelang.',
  contract: 'Vond je werk? Dan ook wanneer je contract begint en eindigt.',
} satisfies Record<Written, string>
