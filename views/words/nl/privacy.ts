import type { Settings } from '../../../db/settings.ts'

/** The privacy notice (article 13 GDPR), as headed paragraphs. Its text is versioned and kept with every consent. */
export const privacy = {
  title: 'Privacyverklaring',
  sections: (s: Settings): { title: string; text: string }[] => [
    {
      title: 'Wie zijn wij?',
      text: `${s.cityName}, dienst ${s.serviceName}, is verantwoordelijk voor je gegevens. Mail naar ${s.contactEmail}. Onze functionaris voor gegevensbescherming bereik je via ${s.dpoEmail}.`,
    },
    {
      title: 'Wat vragen we?',
      text: 'Je rol, je thema’s, je sector, je talen, je naam en je e-mailadres. Al de rest mag je overslaan. Typt een medewerker je papieren formulier over, dan bewaren we dezelfde gegevens.',
    },
    {
      title: 'Waarom?',
      text: 'Om een peter, meter of starter te zoeken die bij je past, om je duo op te volgen en om een jaarverslag zonder namen te maken. Je krijgt alleen uitnodigingen voor events als je dat aankruist.',
    },
    {
      title: 'Op welke basis?',
      text: 'Jouw toestemming. Je bent niet verplicht om mee te doen. Doe je niet mee, dan verandert er niets aan je andere contacten met ons.',
    },
    {
      title: 'Wie ziet het?',
      text: `Alleen de medewerkers van de dienst ${s.serviceName}. De andere persoon ziet je naam, je e-mailadres en je telefoonnummer pas als jullie allebei ja zeggen. De bedrijven die onze server en onze mail beheren, werken in onze opdracht. We geven niets door buiten de Europese Unie.`,
    },
    {
      title: 'Hoelang?',
      text: `Zonder duo bewaren we je gegevens ${s.retentionMonths} maanden na je laatste ja. Met een duo tot ${s.duoRetentionMonths} maanden na de start. Bevestigde je je e-mailadres niet, dan wissen we alles na 60 dagen. Reservekopieën bestaan hoogstens 35 dagen. Daarna houden we alleen cijfers en een bewijs zonder je naam.`,
    },
    {
      title: 'Jouw rechten',
      text: 'Je kunt je gegevens inkijken, verbeteren, meenemen en wissen. Je kunt je toestemming altijd intrekken. Dat doe je zelf, met de link in elke mail, of je mailt ons. Wat al gebeurde, blijft geldig.',
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
      text: `Praat eerst met ons, via ${s.dpoEmail}. Je kunt ook klacht indienen bij de Vlaamse Toezichtcommissie of bij de Gegevensbeschermingsautoriteit, Drukpersstraat 35, 1000 Brussel.`,
    },
  ],
}
