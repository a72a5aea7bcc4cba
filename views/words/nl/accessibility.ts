import type { Accessibility, Settings } from '../../../db/settings.ts'
import { civilDate } from '../format.ts'

const STANDARD = 'WCAG 2.1, niveau AA (EN 301 549 v3.2.1)'

/** The accessibility statement (Bestuursdecreet of 7 December 2018): it claims nothing that nobody looked at. */
export const accessibilityStatement = {
  title: 'Toegankelijkheid',
  sections: ({ cityName, serviceName, contactEmail, accessibility }: Settings) => [
    { title: 'Waarvoor geldt dit?', text: `Voor deze website van ${cityName}, dienst ${serviceName}.` },
    { title: 'Hoe toegankelijk is ze?', text: `${compliance(accessibility)} We bouwen volgens WCAG 2.2, niveau AA.` },
    { title: 'Wat is niet toegankelijk?', text: gaps(accessibility) },
    { title: 'Hoe is dat nagekeken?', text: assessed(accessibility) },
    {
      title: 'Lukt iets niet?',
      text: `Mail naar ${contactEmail}. We helpen je op een andere manier, bijvoorbeeld met het papieren formulier.`,
    },
    {
      title: 'Niet tevreden over ons antwoord?',
      text: 'Dan kun je klacht indienen bij de Vlaamse Ombudsdienst.',
    },
  ],
}

const COMPLIANCE = {
  full: `Deze website voldoet volledig aan ${STANDARD}.`,
  partial: `Deze website voldoet gedeeltelijk aan ${STANDARD}.`,
  none: `Deze website voldoet nog niet aan ${STANDARD}.`,
} satisfies Record<Accessibility['compliance'], string>

const ASSESSED = {
  self: (day: string) => `We keken de website zelf na op ${day}.`,
  outside: (day: string) => `Een onafhankelijke partij keek de website na op ${day}.`,
} satisfies Record<Accessibility['assessor'], (day: string) => string>

const compliance = (found: Accessibility | null): string =>
  found ? COMPLIANCE[found.compliance] : `We weten nog niet of deze website voldoet aan ${STANDARD}.`

const gaps = (found: Accessibility | null): string =>
  found ? found.gaps || 'Voor zover we weten: niets.' : 'Dat weten we nog niet. Merk je iets? Laat het ons weten.'

const assessed = (found: Accessibility | null): string =>
  found ? ASSESSED[found.assessor](civilDate(found.assessedOn)) : 'Dat moet nog gebeuren.'
