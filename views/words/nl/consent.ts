import type { RetentionMonths } from '../../../src/domain/retention.ts'

/** Texts that people agree to. A changed sentence is a new version: earlier consents keep the text they saw. */
export const consent = {
  /** Purpose P2, as it stands at the answer "ja". */
  introduction: 'Ja, graag. Als {voornaam} ook ja zegt, zien jullie elkaars naam, e-mailadres en telefoon.',
  free: (controller: string) =>
    `Meedoen is vrij. Doe je niet mee, dan verandert er niets aan je andere contacten met ${controller}.`,
  who: 'Wie ziet wat?',
  howLong: {
    title: 'Hoelang?',
    text: ({ retentionMonths, duoRetentionMonths }: RetentionMonths) =>
      `Zonder duo: ${retentionMonths} maanden. Met een duo: tot ${duoRetentionMonths} maanden na de start. Daarna houden we alleen cijfers en een bewijs zonder je naam.`,
  },
  stop: { title: 'Stoppen?', text: 'Dat kan altijd. In elke mail staat een link.' },
  readNotice: 'Lees de privacyverklaring',
}
