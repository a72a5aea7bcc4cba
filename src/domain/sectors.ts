/** Eleven sectors that people recognise, each a cut of NACE-BEL 2025 (sections and divisions in words of the statistics office). */
export const SECTORS = [
  'retail',
  'horeca',
  'beauty',
  'craft',
  'build',
  'digital',
  'creative',
  'advice',
  'care',
  'learn',
  'other',
] as const
export type Sector = (typeof SECTORS)[number]

export const isSector = (id: string | null): id is Sector => SECTORS.some((sector) => sector === id)

/** Languages that people may say they like to speak. Dutch comes first and is ticked. */
export const LANGUAGES = ['nl', 'fr', 'en', 'ar', 'tr', 'es', 'pl', 'uk'] as const
